import type { Sender } from './sender.ts';

export interface DemoSender extends Sender {
  /** Returns the last code of the demo customer, which the sign-in page shows; null for any other number. */
  getCode(mobile: string): string | null;
}

/**
 * Creates the sender of demo mode, which sends nothing: the demo customer's code is printed, and kept for
 * the sign-in page. Codes of other customers, who may be imported while the program runs, are neither
 * kept nor shown.
 */
export function createDemoSender(demoMobile: string, print: (line: string) => void): DemoSender {
  let lastCode: string | null = null;
  return {
    send({ to, code }) {
      if (to === demoMobile) {
        lastCode = code;
        print(`Demo mode: the code for ${to} is ${code}`);
      } else {
        print(
          `Demo mode: codes are shown for ${demoMobile} alone; SMS_WEBHOOK_URL is required to send others.`,
        );
      }
      return Promise.resolve();
    },
    getCode: (mobile) => (mobile === demoMobile ? lastCode : null),
  };
}

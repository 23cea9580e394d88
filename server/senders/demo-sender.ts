import type { Sender } from './sender.ts';

export interface DemoSender extends Sender {
  /** The last code for the demo customer, for the sign-in page to show; null for any other number. */
  getCode(mobile: string): string | null;
}

/**
 * Demo mode: nothing is sent; the demo customer's code goes to the terminal and to the sign-in page.
 * Codes of others, who may be imported while the program runs, are neither kept nor shown.
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

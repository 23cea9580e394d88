import type { Sender } from './sender.ts';

export interface DemoSender extends Sender {
  /** The last code for a number, for the sign-in page to show; null when there is none. */
  getCode(mobile: string): string | null;
}

const most = 100;

/** Demo mode: nothing is sent; codes go to the terminal and to the sign-in page. */
export function createDemoSender(print: (line: string) => void): DemoSender {
  const codes = new Map<string, string>();
  return {
    send({ to, code }) {
      codes.delete(to);
      codes.set(to, code);
      const [oldest] = codes.keys();
      if (codes.size > most && oldest !== undefined) codes.delete(oldest);
      print(`Demo mode: the code for ${to} is ${code}`);
      return Promise.resolve();
    },
    getCode: (mobile) => codes.get(mobile) ?? null,
  };
}

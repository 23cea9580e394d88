import { randomInt } from 'node:crypto';
import type { Data } from './customer-form.ts';

interface Customers {
  data: Map<string, Data>;
  codes: Map<string, string>;
  resendIn?: number;
  sendCode?: (mobile: string, code: string) => void;
}

/**
 * Answers the login endpoints: `login/` sends a code, `login/verify/` checks it. `customerId` is the customer who has
 * signed in. A real backend limits how often one is asked for and tried.
 */
export function answerLogin(
  pathname: string,
  { mobile, code }: Data,
  { data, codes, resendIn = 30, sendCode }: Customers,
): { status: number; body: object; customerId?: string } {
  if (typeof mobile !== 'string' || !/^\+\d+$/.test(mobile)) {
    return { status: 400, body: { error_message: 'This is no mobile number' } };
  }
  if (!pathname.endsWith('/verify/')) {
    // The answer is the same for a number that belongs to nobody.
    const sent = String(randomInt(1_000_000)).padStart(6, '0');
    codes.set(mobile, sent);
    sendCode?.(mobile, sent);
    return { status: 200, body: { expires_in: 300, resend_in: resendIn, code_length: 6 } };
  }
  const [customerId] = [...data].find(([, customer]) => customer.mobile === mobile) ?? [];
  // A code works once.
  const isRight = codes.get(mobile) === code && codes.delete(mobile);
  if (!isRight || !customerId) return { status: 401, body: { error_message: 'Wrong code', tries_left: 4 } };
  return { status: 200, body: { customer_id: customerId }, customerId };
}

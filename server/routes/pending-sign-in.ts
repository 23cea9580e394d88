import type { AppContext } from '../app-env.ts';
import { hashWithSecret, isSameHash } from '../domain/secrets.ts';
import { deleteOwnCookie, getOwnCookie, setOwnCookie } from '../middleware/session.ts';
import { codeLifetime } from '../services/sign-in.ts';

/**
 * The number that a code was sent to, kept in the browser between the two steps: so the second one
 * is there again after a reload, and works without script. Signed, and never in an address.
 */
export interface PendingSignIn {
  mobile: string;
  /** Milliseconds since 1970. */
  sentAt: number;
}

const sign = (secret: string, text: string) => hashWithSecret(secret, 'pending sign-in', text);

export function writePendingSignIn(c: AppContext, secret: string, mobile: string): void {
  const text = `${mobile}.${Date.now()}`;
  setOwnCookie(c, 'sign-in', `${text}.${sign(secret, text)}`, codeLifetime);
}

export function readPendingSignIn(c: AppContext, secret: string): PendingSignIn | null {
  const [mobile = '', sentAt = '', signature = ''] = getOwnCookie(c, 'sign-in')?.split('.') ?? [];
  return isSameHash(signature, sign(secret, `${mobile}.${sentAt}`))
    ? { mobile, sentAt: Number(sentAt) }
    : null;
}

export function clearPendingSignIn(c: AppContext): void {
  deleteOwnCookie(c, 'sign-in');
}

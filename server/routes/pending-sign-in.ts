import type { AppContext } from '../app-env.ts';
import { seal, unseal } from '../domain/secrets.ts';
import { deleteOwnCookie, getOwnCookie, setOwnCookie } from '../middleware/session.ts';
import { codeLifetime } from '../services/sign-in.ts';

/**
 * The number that a code was sent to, kept in the browser between the two steps: so the second one
 * is there again after a reload, and works without script. Never in an address, and sealed: nobody
 * who sees the cookie learns the number, or makes the server believe another one.
 */
export interface PendingSignIn {
  mobile: string;
  /** Milliseconds since 1970. */
  sentAt: number;
}

const purpose = 'pending sign-in';

export function writePendingSignIn(c: AppContext, secret: string, mobile: string): void {
  const pending: PendingSignIn = { mobile, sentAt: Date.now() };
  setOwnCookie(c, 'sign-in', seal(secret, purpose, JSON.stringify(pending)), codeLifetime);
}

/** Null without a cookie of ours, or for one older than the code: a stolen cookie is of no use later. */
export function readPendingSignIn(c: AppContext, secret: string): PendingSignIn | null {
  const text = unseal(secret, purpose, getOwnCookie(c, 'sign-in') ?? '');
  if (text === null) return null;
  const pending = JSON.parse(text) as PendingSignIn;
  return Date.now() <= pending.sentAt + codeLifetime * 1000 ? pending : null;
}

export function clearPendingSignIn(c: AppContext): void {
  deleteOwnCookie(c, 'sign-in');
}

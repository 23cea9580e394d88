import { seal, unseal } from '../domain/secrets.ts';

/** Seconds that a one-time code is valid. */
export const codeLifetime = 300;

/** A sign-in that waits for its code. */
export interface PendingSignIn {
  /** E.164. */
  mobile: string;
  /** Milliseconds since 1970. */
  sentAt: number;
}

/**
 * The mobile number that a code was sent to, kept in the browser between the two steps of signing in,
 * so that the second step survives a reload and works without script. It is sealed: a reader of the
 * cookie does not learn the number, and nobody can forge one.
 */
export interface PendingSignIns {
  seal(mobile: string): string;
  /**
   * Null for what was not sealed here, and for a sign-in that is older than its code: a stolen cookie
   * is of no use later.
   */
  open(sealed: string | null): PendingSignIn | null;
}

const purpose = 'pending sign-in';

export function createPendingSignIns(secret: string): PendingSignIns {
  return {
    seal(mobile) {
      const pending: PendingSignIn = { mobile, sentAt: Date.now() };
      return seal(secret, purpose, JSON.stringify(pending));
    },
    open(sealed) {
      const text = unseal(secret, purpose, sealed ?? '');
      if (text === null) return null;
      const pending = JSON.parse(text) as PendingSignIn;
      return Date.now() <= pending.sentAt + codeLifetime * 1000 ? pending : null;
    },
  };
}

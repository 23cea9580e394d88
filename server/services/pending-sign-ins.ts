import { type Secrets, seal, unseal } from '../domain/secrets.ts';

/** Seconds that a one-time code is valid. */
export const codeLifetime = 300;

/** Where no sign-in tells the length of its code. */
export const usualCodeLength = 6;

/** A sign-in that waits for its code. */
export interface PendingSignIn {
  /** E.164. */
  mobile: string;
  /** Names this sign-in. It stays the same when another code is sent. */
  requestId: string;
  /** How many digits the code has. */
  codeLength: number;
  /** Seconds after which another code may be requested. */
  resendAfter: number;
  /** The customer wants to stay signed in on this device. */
  keepSignedIn?: boolean;
  /** Milliseconds since 1970. */
  sentAt: number;
}

/**
 * A sign-in under way, kept in the browser between its two steps, so that the second step survives a
 * reload and works without script. Codes that were requested on the page work in this browser alone. It
 * is sealed: a reader of the cookie does not learn the number, and nobody can forge one.
 */
export interface PendingSignIns {
  seal(pending: Omit<PendingSignIn, 'sentAt'>): string;
  /**
   * Returns null for what was not sealed here, and for a sign-in that is older than its code: a stolen cookie is of no
   * use later.
   */
  open(sealed: string | null): PendingSignIn | null;
}

// The number in it is the version of the content: cookies of another version count as none.
const purpose = 'pending sign-in 3';

export function createPendingSignIns(secrets: Secrets): PendingSignIns {
  return {
    seal: (pending) =>
      seal(secrets, purpose, JSON.stringify({ ...pending, sentAt: Date.now() } satisfies PendingSignIn)),
    open(sealed) {
      const text = unseal(secrets, purpose, sealed ?? '');
      if (text === null) return null;
      const pending = JSON.parse(text) as PendingSignIn;
      return Date.now() <= pending.sentAt + codeLifetime * 1000 ? pending : null;
    },
  };
}

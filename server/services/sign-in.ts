import { type JsonValue, toAsciiDigits } from 'schema-form/server';
import type { Language } from '../../shared/languages.ts';
import { type CountryCode, parseMobile } from '../domain/mobile.ts';
import type { OneTimeCodes } from './one-time-codes.ts';
import type { PendingSignIns } from './pending-sign-ins.ts';
import type { Credentials } from './profiles.ts';
import type { Sessions } from './sessions.ts';

/** Seconds before the page offers to send another code. */
export const resendAfter = 30;

/** Who asks, as the middleware knows it. */
export interface SignInClient {
  address: string;
  language: Language;
  credentials: Credentials;
}

export type CodeRequest =
  /** `mobile` is E.164; `pending` is the sealed sign-in that the browser keeps for the second step. */
  | { kind: 'sent'; mobile: string; pending: string }
  | { kind: 'noNumber' }
  | { kind: 'tooOften'; retryAfter: number };

export type CodeVerification =
  | { kind: 'signedIn'; customerId: string; sessionToken: string }
  | { kind: 'noNumber' }
  | { kind: 'wrong' }
  | { kind: 'tooOften'; retryAfter: number };

/** Signing in by a mobile number and a one-time code. `Profiles.end` signs out. */
export interface SignIn {
  /** The first step: sends a code to a number as people type it. */
  requestCode(typed: JsonValue | undefined, client: SignInClient): Promise<CodeRequest>;
  /** The second step: starts a session for the right code, and ends the client's session of before. */
  verifyCode(
    typed: { mobile: JsonValue | undefined; code: JsonValue },
    client: SignInClient,
  ): Promise<CodeVerification>;
  /** Removes the codes that are out of date. */
  removeExpired(): Promise<void>;
  /** Resolves when no message is being sent any more. */
  settle(): Promise<void>;
}

interface SignInOptions {
  codes: OneTimeCodes;
  sessions: Pick<Sessions, 'start'>;
  pendingSignIns: Pick<PendingSignIns, 'seal'>;
  defaultCountry: CountryCode;
}

/** Longer codes are cut: what is compared stays short. */
const mostDigits = 32;

/** Creates the service that signs customers in. */
export function createSignIn({ codes, sessions, pendingSignIns, defaultCountry }: SignInOptions): SignIn {
  const readMobile = (typed: JsonValue | undefined) =>
    typeof typed === 'string' ? parseMobile(typed, defaultCountry) : null;

  return {
    async requestCode(typed, { address, language }) {
      const mobile = readMobile(typed);
      if (mobile === null) return { kind: 'noNumber' };
      const refusal = await codes.request(mobile, address, language);
      if (refusal) return { kind: 'tooOften', ...refusal };
      return { kind: 'sent', mobile, pending: pendingSignIns.seal(mobile) };
    },
    async verifyCode(typed, { address, credentials }) {
      const mobile = readMobile(typed.mobile);
      if (mobile === null) return { kind: 'noNumber' };
      const result = await codes.verify(mobile, readCode(typed.code), address);
      if (result === null) return { kind: 'wrong' };
      if (typeof result !== 'string') return { kind: 'tooOften', ...result };
      const sessionToken = await sessions.start(result, credentials.sessionToken);
      return { kind: 'signedIn', customerId: result, sessionToken };
    },
    removeExpired: () => codes.removeExpired(),
    settle: () => codes.settle(),
  };
}

/** The digits of a code as people type it, or as a JSON number. */
function readCode(typed: JsonValue): string {
  const text = typeof typed === 'string' || typeof typed === 'number' ? String(typed) : '';
  return toAsciiDigits(text).replaceAll(/[\s-]/g, '').slice(0, mostDigits);
}

import { type JsonValue, toAsciiDigits } from 'schema-form/server';
import type { Language } from '../../shared/languages.ts';
import { type CountryCode, parseMobile } from '../domain/mobile.ts';
import { isToken } from '../domain/secrets.ts';
import type { Audit } from './audit.ts';
import type { KnownDevices } from './known-devices.ts';
import type { OneTimeCodes, TooOften } from './one-time-codes.ts';
import { codeLifetime, type PendingSignIn, type PendingSignIns } from './pending-sign-ins.ts';
import type { Credentials } from './profiles.ts';
import type { Sessions, StartedSession } from './sessions.ts';
import { resendAfter } from './sign-in-limits.ts';

/** The client of a sign-in, according to the middleware and the cookies. */
export interface SignInClient {
  address: string;
  language: Language;
  credentials: Credentials;
  /** The sealed sign-in that its cookie holds; null without one. */
  pending: string | null;
  /** The cookie of a device that customers have signed in on; null without one. */
  device: string | null;
  /** The host name of the page; null where it is no domain. */
  host: string | null;
}

export type CodeRequest =
  /** `pending` is the sealed sign-in that the browser keeps for the second step. */
  | ({ kind: 'sent'; pending: string } & Omit<PendingSignIn, 'sentAt' | 'keepSignedIn'> & {
        /** Seconds that the code is valid. */
        expiresIn: number;
      })
  | { kind: 'noNumber' }
  | TooOften;

/** What the browser of a customer who has just signed in keeps; null where another backend sets its own cookies. */
export interface SignedIn {
  session: StartedSession | null;
  /** The cookie of the device, which is known to the number from now on. */
  device: string | null;
}

export type CodeVerification =
  | ({ kind: 'signedIn'; customerId: string } & SignedIn)
  | { kind: 'noNumber' }
  /** `triesLeft` is 0 when the code is used up or expired: only a new one helps; null where that is not known. */
  | { kind: 'wrong'; triesLeft: number | null }
  | TooOften;

/** The second step, as it was sent. */
export interface TypedCode {
  mobile: JsonValue | undefined;
  code: JsonValue;
  /** Without it the sign-in of the client's cookie counts. */
  requestId?: JsonValue | undefined;
  keepSignedIn: boolean;
}

/** Signing in by a mobile number and a one-time code. `SignOut` ends the session. */
export interface SignIn {
  /** Sends a code to a number as people type it: the first step of signing in. */
  requestCode(typed: JsonValue | undefined, client: SignInClient): Promise<CodeRequest>;
  /**
   * Starts a session for the right code, and ends the client's previous session: the second step of signing in. With
   * `isBound`, only codes of the client's own sign-in are valid.
   */
  verifyCode(typed: TypedCode, client: SignInClient, isBound: boolean): Promise<CodeVerification>;
  /** Returns the seconds for which the client's sign-in with this number is locked; null when it is not. */
  findLock(mobile: string, client: SignInClient): Promise<number | null>;
  /** Removes the codes that are out of date. */
  removeExpired(): Promise<void>;
  /** Resolves when no message is being sent any more. */
  settle(): Promise<void>;
}

interface SignInOptions {
  codes: OneTimeCodes;
  sessions: Pick<Sessions, 'start'>;
  pendingSignIns: PendingSignIns;
  knownDevices: KnownDevices;
  audit: Pick<Audit, 'record'>;
  /** Returns whether another refusal of this client goes into the audit log, which strangers must not fill. */
  takesRefusal(address: string): Promise<boolean>;
  defaultCountry: CountryCode;
}

/** Longer codes are cut: what is compared stays short. */
const mostDigits = 32;

/** Creates the service that signs customers in. */
export function createSignIn(options: SignInOptions): SignIn {
  const { codes, sessions, pendingSignIns, knownDevices, audit, defaultCountry } = options;
  const readMobile = (typed: JsonValue | undefined) =>
    typeof typed === 'string' ? parseMobile(typed, defaultCountry) : null;
  /** The id of the sign-in with this number that the client's cookie holds. */
  const findRequestId = (mobile: string, { pending }: SignInClient) => {
    const opened = pendingSignIns.open(pending);
    return opened?.mobile === mobile ? opened.requestId : null;
  };

  const recordRefusal = async (mobile: string, { address }: SignInClient) => {
    if (await options.takesRefusal(address)) {
      void audit.record({ action: 'locked-out', actor: 'visitor', mobile });
    }
  };

  return {
    async requestCode(typed, client) {
      const mobile = readMobile(typed);
      if (mobile === null) return { kind: 'noNumber' };
      const { address, language, host } = client;
      const deviceId = knownDevices.find(client.device, mobile);
      const requestId = findRequestId(mobile, client);
      const result = await codes.request({ mobile, address, language, host, deviceId, requestId });
      if (result.kind !== 'sent') {
        // The short wait between two codes is no lockout.
        if (result.retryAfter > resendAfter) await recordRefusal(mobile, client);
        return result;
      }
      const { requestId: sentId, codeLength } = result;
      const sent = { mobile, requestId: sentId, codeLength, resendAfter };
      return { kind: 'sent', ...sent, expiresIn: codeLifetime, pending: pendingSignIns.seal(sent) };
    },
    async verifyCode(typed, client, isBound) {
      const mobile = readMobile(typed.mobile);
      if (mobile === null) return { kind: 'noNumber' };
      const sent = typed.requestId === undefined ? findRequestId(mobile, client) : readId(typed.requestId);
      // No code has the empty id.
      const requestId = sent ?? (isBound ? '' : null);
      const deviceId = knownDevices.find(client.device, mobile);
      const { address } = client;
      const result = await codes.verify({
        mobile,
        code: readCode(typed.code),
        address,
        deviceId,
        requestId,
      });
      if (result.kind === 'tooOften') await recordRefusal(mobile, client);
      if (result.kind === 'wrong') {
        const details = { tries_left: result.triesLeft };
        void audit.record({ action: 'code-failed', actor: 'visitor', mobile, details });
      }
      if (result.kind !== 'right') return result;
      const session = await sessions.start({
        customer: result.customer,
        oldToken: client.credentials.sessionToken,
        keepSignedIn: typed.keepSignedIn,
      });
      if (session === null) return { kind: 'wrong', triesLeft: 0 };
      const { customer_id: customerId } = result.customer;
      void audit.record({ action: 'sign-in', actor: 'customer', customerId, mobile });
      const device = knownDevices.remember(client.device, mobile);
      return { kind: 'signedIn', customerId, session, device };
    },
    findLock(mobile, client) {
      const deviceId = knownDevices.find(client.device, mobile);
      return codes.findLock({
        mobile,
        address: client.address,
        deviceId,
        requestId: findRequestId(mobile, client),
      });
    },
    removeExpired: () => codes.removeExpired(),
    settle: () => codes.settle(),
  };
}

/** Returns the digits of a code as people type it, or as a JSON number. */
function readCode(typed: JsonValue): string {
  const text = typeof typed === 'string' || typeof typed === 'number' ? String(typed) : '';
  return toAsciiDigits(text).replaceAll(/[\s-]/g, '').slice(0, mostDigits);
}

/** Returns the id of a request. Anything that is no id becomes one that no sign-in has. */
function readId(typed: JsonValue): string {
  return typeof typed === 'string' && isToken(typed) ? typed : '';
}

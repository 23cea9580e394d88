import { isJsonObject, type JsonObject, type JsonValue, toAsciiDigits } from 'schema-form/server';
import { apiPaths } from '../../shared/customer-api.ts';
import { type CountryCode, parseMobile } from '../domain/mobile.ts';
import { hashToken } from '../domain/secrets.ts';
import type { Audit } from '../services/audit.ts';
import { codeLifetime, type PendingSignIns, usualCodeLength } from '../services/pending-sign-ins.ts';
import type { CookieJar } from '../services/profiles.ts';
import type { Sessions } from '../services/sessions.ts';
import type { SignIn, SignInClient } from '../services/sign-in.ts';
import { resendAfter as usualResendAfter } from '../services/sign-in-limits.ts';
import type { BackendAnswer, BackendClient } from './client.ts';
import { BackendError, getWaitOfLimit } from './errors.ts';

interface BackendSignInOptions {
  client: Pick<BackendClient, 'post'>;
  pendingSignIns: PendingSignIns;
  defaultCountry: CountryCode;
  sessions: Pick<Sessions, 'end'>;
  audit: Pick<Audit, 'record'>;
}

/** Codes that a page can ask for. */
const shortestCode = 4;
const longestCode = 12;

/**
 * Creates the service that signs customers in by the login endpoints of a backend, which has the session, the limits and
 * the known devices. All methods may reject with BackendError.
 */
export function createBackendSignIn({
  client,
  pendingSignIns,
  defaultCountry,
  sessions,
  audit,
}: BackendSignInOptions): SignIn {
  const readMobile = (typed: JsonValue | undefined) =>
    typeof typed === 'string' ? parseMobile(typed, defaultCountry) : null;

  const post = async (
    path: string,
    { address, language, credentials }: SignInClient,
    body: JsonObject,
  ): Promise<BackendAnswer | { kind: 'tooOften'; retryAfter: number }> => {
    const { cookies = noCookies } = credentials;
    try {
      return await client.post(path, { kind: 'cookies', address, language, cookies }, body);
    } catch (error) {
      const retryAfter = getWaitOfLimit(error);
      if (retryAfter === null) throw error;
      return { kind: 'tooOften', retryAfter };
    }
  };

  return {
    async requestCode(typed, signInClient) {
      const mobile = readMobile(typed);
      if (mobile === null) return { kind: 'noNumber' };
      const answer = await post(apiPaths.login, signInClient, { mobile });
      if ('kind' in answer) return answer;
      if (answer.status === 400 || answer.status === 422) return { kind: 'noNumber' };
      requireSuccess(answer);
      const body = isJsonObject(answer.body) ? answer.body : {};
      const requestId = readRequestId(body.request_id);
      const codeLength = readNumber(body.code_length, shortestCode, longestCode) ?? usualCodeLength;
      const resendAfter = readNumber(body.resend_in, 0, 86_400) ?? usualResendAfter;
      const expiresIn = readNumber(body.expires_in, 1, 86_400) ?? codeLifetime;
      const pending = pendingSignIns.seal({ mobile, requestId, codeLength, resendAfter });
      return { kind: 'sent', mobile, pending, requestId, codeLength, resendAfter, expiresIn };
    },
    async verifyCode(typed, signInClient, isBound) {
      const mobile = readMobile(typed.mobile);
      if (mobile === null) return { kind: 'noNumber' };
      const opened = pendingSignIns.open(signInClient.pending);
      const own = opened?.mobile === mobile ? opened.requestId : null;
      const requestId = typed.requestId === undefined ? own : readRequestId(typed.requestId);
      // Against a code that leaks: on the page it works in the browser that asked for it alone.
      if (isBound && requestId === null) return { kind: 'wrong', triesLeft: 0 };
      const code = toAsciiDigits(String(typed.code)).replaceAll(/[\s-]/g, '').slice(0, longestCode);
      const answer = await post(apiPaths.verify, signInClient, {
        mobile,
        code,
        ...(requestId && { request_id: requestId }),
      });
      if ('kind' in answer) return answer;
      const body = isJsonObject(answer.body) ? answer.body : {};
      if ([400, 401, 403, 422].includes(answer.status)) {
        const triesLeft = readNumber(body.tries_left, 0, 1000);
        void audit.record({ action: 'code-failed', actor: 'visitor', mobile });
        return { kind: 'wrong', triesLeft };
      }
      requireSuccess(answer);
      const { sessionToken } = signInClient.credentials;
      // A session has one kind of credential: one that began at an OpenID provider does not outlive this sign-in.
      if (sessionToken !== null) {
        await sessions.end({ reason: 'replaced', tokenHash: hashToken(sessionToken) });
      }
      const customerId = typeof body.customer_id === 'string' ? body.customer_id : '';
      void audit.record({ action: 'sign-in', actor: 'customer', customerId, mobile });
      return { kind: 'signedIn', customerId, session: null, device: null };
    },
    // Only the backend knows, and says so when it is asked for a code.
    findLock: () => Promise.resolve(null),
    removeExpired: () => Promise.resolve(),
    settle: () => Promise.resolve(),
  };
}

const noCookies: CookieJar = {
  get: () => null,
  getHeader: () => '',
  receive: () => {},
  clear: () => {},
  getChanges: () => [],
};

function requireSuccess({ status }: BackendAnswer): void {
  if (status >= 300) throw new BackendError('badAnswer', { code: `login ${status}` });
}

/** Only simple texts: it goes into a cookie, and back to the backend. */
function readRequestId(value: JsonValue | undefined): string {
  return typeof value === 'string' && /^[\w.~-]{1,200}$/.test(value) ? value : '';
}

function readNumber(value: JsonValue | undefined, least: number, most: number): number | null {
  const isRight = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return isRight ? value : null;
}

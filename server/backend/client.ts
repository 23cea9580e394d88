import {
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  ConstantBackoff,
  circuitBreaker,
  handleWhen,
  isBrokenCircuitError,
  retry,
} from 'cockatiel';
import type { JsonObject, JsonValue } from 'schema-form/server';
import { apiPaths } from '../../shared/customer-api.ts';
import type { CookieJar } from '../services/profiles.ts';
import type { BackendEnv } from './backend-env.ts';
import type { Caller } from './caller.ts';
import { BackendError } from './errors.ts';
import { isRetryable, OutageError, toOutage, toStatusError } from './outage-error.ts';
import { parseAnswer, readAnswerText } from './read-answer.ts';
import { getHeaders } from './request-headers.ts';

/** An answer below 500 that is no redirect. */
export interface BackendAnswer {
  status: number;
  /** Undefined without a body. */
  body: JsonValue | undefined;
  /** As the backend wrote it; null without one. */
  etag: string | null;
}

/** The only code that calls the backend. All methods reject with BackendError. */
export interface BackendClient {
  get(path: string, caller: Caller): Promise<BackendAnswer>;
  /** `ifMatch` is an ETag of the backend. */
  post(path: string, caller: Caller, body: JsonObject, ifMatch?: string | null): Promise<BackendAnswer>;
  /** Ends the session of these cookies. */
  logout(cookies: CookieJar): Promise<void>;
  /** Returns whether the backend answers at all. */
  isUp(): Promise<boolean>;
  /** Returns whether calls are refused at once, after failures in a row. */
  isBroken(): boolean;
}

/** Milliseconds. */
const getTimeout = 3000;
const postTimeout = 10_000;
const testTimeout = 1000;
const retryDelay = 100;
/** Milliseconds that the breaker stays open, and the failures in a row that open it. */
const breakTime = 10_000;
const mostFailures = 5;

/** Creates the client of a backend. */
export function createBackendClient(
  env: Pick<BackendEnv, 'url' | 'loginUrl' | 'logoutUrl' | 'csrf'>,
): BackendClient {
  const isOutage = (error: unknown) => error instanceof OutageError;
  // A call counts once, however often it is tried. An answer that only makes no sense says nothing about others.
  const breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: breakTime,
    breaker: new ConsecutiveBreaker(mostFailures),
  });
  const getRetryAfter = trackRetryAfter(breaker);
  const retried = retry(handleWhen(isRetryable), {
    maxAttempts: 1,
    backoff: new ConstantBackoff(retryDelay),
  });

  const guard = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await breaker.execute(work);
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
      throw new BackendError('busy', { code: 'breaker', retryAfter: getRetryAfter() });
    }
  };

  const send = async (url: string, caller: Caller, init: RequestInit): Promise<Response> => {
    let response: Response;
    try {
      response = await fetch(url, {
        ...init,
        // Against requests to other hosts (SSRF), which would get the customer's cookies: none is followed.
        redirect: 'manual',
        headers: {
          ...getHeaders(url, env.csrf, caller),
          ...(init.headers as Record<string, string> | undefined),
        },
      });
    } catch (error) {
      throw toOutage(error);
    }
    if (caller.kind === 'cookies') caller.cookies.receive(response.headers.getSetCookie());
    if (response.status >= 500 || response.status === 429) {
      await response.body?.cancel();
      throw toStatusError(response, init.method ?? 'GET');
    }
    return response;
  };

  const ask = async (path: string, caller: Caller, init: RequestInit): Promise<BackendAnswer> => {
    const response = await send(env.url + path, caller, init);
    const { status, headers } = response;
    if (status >= 300 && status < 400) {
      await response.body?.cancel();
      if (isLogin(headers.get('location'), env)) return { status: 401, body: undefined, etag: null };
      throw new BackendError('badAnswer', { code: 'redirect' });
    }
    const text = await readAnswerText(response).catch((error: unknown) => {
      throw error instanceof BackendError ? error : toOutage(error);
    });
    return {
      status,
      body: status >= 400 ? readJsonIfAny(text) : parseAnswer(text),
      etag: headers.get('etag'),
    };
  };

  return {
    get: (path, caller) =>
      guard(() => {
        const signal = AbortSignal.timeout(getTimeout);
        return retried.execute(() => ask(path, caller, { signal }));
      }),
    post: (path, caller, body, ifMatch = null) =>
      // Never retried: the first try may have been stored.
      guard(() =>
        ask(path, caller, {
          method: 'POST',
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...(ifMatch !== null && { 'if-match': ifMatch }) },
          signal: AbortSignal.timeout(postTimeout),
        }),
      ),
    logout: (cookies) =>
      guard(async () => {
        const caller = { kind: 'cookies', cookies, language: null } as const;
        const signal = AbortSignal.timeout(postTimeout);
        const { body, status } = await send(env.logoutUrl, caller, { method: 'POST', signal });
        await body?.cancel();
        // A redirect leads to a page that says so; 401: there is no session any more.
        if (status < 400 || status === 401) return;
        throw new BackendError('badAnswer', { code: `logout ${status}` });
      }),
    async isUp() {
      try {
        const signal = AbortSignal.timeout(testTimeout);
        const response = await fetch(env.url + apiPaths.customer, { redirect: 'manual', signal });
        await response.body?.cancel();
        return response.status < 500;
      } catch {
        return false;
      }
    },
    isBroken: () => breaker.state === CircuitState.Open,
  };
}

/** Reads the body of an error. What it says is optional: proxies answer with HTML. */
function readJsonIfAny(text: string): JsonValue | undefined {
  try {
    return parseAnswer(text);
  } catch {
    return undefined;
  }
}

/** Returns the seconds until the breaker lets a call pass. */
function trackRetryAfter(breaker: CircuitBreakerPolicy): () => number {
  let opened = 0;
  breaker.onBreak(() => {
    opened = performance.now();
  });
  return () => {
    if (breaker.state !== CircuitState.Open) return 1;
    return Math.max(1, Math.ceil((opened + breakTime - performance.now()) / 1000));
  };
}

/** Returns whether a redirect leads to the login page, as backends answer without a session. */
function isLogin(location: string | null, { url, loginUrl }: Pick<BackendEnv, 'url' | 'loginUrl'>): boolean {
  if (location === null || loginUrl === null || !URL.canParse(location, url)) return false;
  const target = new URL(location, `${url}/`);
  const login = new URL(loginUrl);
  return target.origin === login.origin && target.pathname === login.pathname;
}

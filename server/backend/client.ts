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
import type { Language } from '../../shared/languages.ts';
import type { CookieJar } from '../services/profiles.ts';
import type { BackendEnv } from './backend-env.ts';
import { BackendError } from './errors.ts';
import { readAnswerText, readJson } from './read-answer.ts';

/** Whose request it is. */
export interface Caller {
  cookies: CookieJar;
  /** Null where no language is known. */
  language: Language | null;
}

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
  /** Ends the session of the caller. */
  logout(caller: Caller): Promise<void>;
  /** Whether the backend answers at all. */
  isUp(): Promise<boolean>;
}

/** Milliseconds. */
const getTimeout = 3000;
const postTimeout = 10_000;
const testTimeout = 1000;
const retryDelay = 100;
/** Milliseconds that the breaker stays open, and the failures in a row that open it. */
const breakTime = 10_000;
const mostFailures = 5;
/** Seconds; a backend may not ask for more. */
const longestRetryAfter = 3600;

/** The cookies of common frameworks that a request repeats in a header, against cross-site request forgery. */
const doubleSubmitted = {
  csrftoken: 'x-csrftoken',
  'XSRF-TOKEN': 'x-xsrf-token',
  csrf_token: 'x-csrf-token',
  _csrf: 'x-csrf-token',
} as const;

/** Creates the client of a backend. */
export function createBackendClient(env: Pick<BackendEnv, 'url' | 'loginUrl' | 'logoutUrl'>): BackendClient {
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
        headers: { ...getHeaders(url, caller), ...(init.headers as Record<string, string> | undefined) },
      });
    } catch (error) {
      throw toOutage(error);
    }
    caller.cookies.receive(response.headers.getSetCookie());
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
    // What an error says is optional: proxies answer with HTML.
    if (status === 401) return { status, body: undefined, etag: null };
    return { status, body: readJson(text), etag: headers.get('etag') };
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
    logout: (caller) =>
      guard(async () => {
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
  };
}

/** The backend is down, not just wrong about one request. */
class OutageError extends BackendError {
  readonly isRetryable: boolean;
  constructor(isRetryable: boolean, ...parts: ConstructorParameters<typeof BackendError>) {
    super(...parts);
    this.isRetryable = isRetryable;
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof OutageError && error.isRetryable;
}

function toOutage(error: unknown): OutageError {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError' || name === 'AbortError') return new OutageError(false, 'timeout');
  const { code } = (cause ?? {}) as NodeJS.ErrnoException;
  return new OutageError(true, 'unreachable', typeof code === 'string' ? { code } : {});
}

function toStatusError({ status, headers }: Response, method: string): BackendError {
  const details = { code: String(status), ...readRetryAfter(headers.get('retry-after')) };
  if (status === 429) return new BackendError('busy', details);
  const isGateway = status >= 502 && status <= 504;
  // Against denial of service: what one customer posts may make the backend fail, which must not open the breaker.
  if (method === 'POST' && !isGateway) return new BackendError('badAnswer', details);
  const problem = status === 503 ? 'busy' : status === 504 ? 'timeout' : 'badAnswer';
  return new OutageError(isGateway, problem, details);
}

function readRetryAfter(text: string | null): { retryAfter?: number } {
  const seconds = Number(text ?? '');
  return seconds > 0 ? { retryAfter: Math.min(Math.ceil(seconds), longestRetryAfter) } : {};
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

/** The headers of every call. `Origin`, `Referer` and the repeated cookie are what backends check against forgery. */
function getHeaders(url: string, { cookies, language }: Caller): Record<string, string> {
  const { origin } = new URL(url);
  const cookie = cookies.getHeader();
  const repeated = Object.entries(doubleSubmitted).flatMap(([name, header]) => {
    const value = cookies.get(name);
    return value === null ? [] : [[header, decode(value)]];
  });
  return {
    accept: 'application/json',
    // Against decompression bombs.
    'accept-encoding': 'identity',
    origin,
    referer: `${origin}/`,
    ...(cookie && { cookie }),
    ...(language && { 'accept-language': language }),
    ...Object.fromEntries(repeated),
  };
}

function decode(value: string): string {
  try {
    const decoded = decodeURIComponent(value);
    // A header has no line breaks (header injection).
    return /^[\x20-\x7e]*$/.test(decoded) ? decoded : value;
  } catch {
    return value;
  }
}

/** Whether a redirect leads to the login page, as backends answer without a session. */
function isLogin(location: string | null, { url, loginUrl }: Pick<BackendEnv, 'url' | 'loginUrl'>): boolean {
  if (location === null || !URL.canParse(location, url)) return false;
  const target = new URL(location, `${url}/`);
  const login = new URL(loginUrl);
  return target.origin === login.origin && target.pathname === login.pathname;
}

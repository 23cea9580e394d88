import type { JsonValue } from 'schema-form/server';
import type { BackendEnv } from '../../server/backend/backend-env.ts';
import { createCookieJar } from '../../server/backend/cookie-jar.ts';
import { readAnswerText } from '../../server/backend/read-answer.ts';
import { getHeaders } from '../../server/backend/request-headers.ts';

/** A request of a rule, and its answer. */
export interface Exchange {
  method: string;
  path: string;
  requestHeaders: Record<string, string>;
  requestBody: string;
  /** Null without an answer; `body` is the reason then. */
  status: number | null;
  headers: Headers;
  body: string;
  /** The JSON in the body; undefined without any. */
  json: JsonValue | undefined;
}

interface RequestOptions {
  method?: string;
  /** Sent as JSON, a text as it is. */
  body?: JsonValue;
  headers?: Record<string, string>;
  /** Without the cookies of the customer. */
  isVisitor?: boolean;
}

/** The backend that is tested, with the session of a customer. */
export interface Target {
  /** Sends a request as the page does, with its time limits. Never rejects. */
  send(path: string, options?: RequestOptions): Promise<Exchange>;
  /** Every request so far. */
  exchanges: Exchange[];
}

/** Milliseconds, as `server/backend/client.ts` has them. */
const getTimeout = 3000;
const postTimeout = 10_000;

/** The session of the customer. */
interface TargetSession {
  /** Pairs `name=value`. */
  cookies: readonly string[];
  csrf: BackendEnv['csrf'];
  accessToken?: string | undefined;
}

/** Creates the target of an address before `/api/v3/`. */
export function createTarget(url: string, { cookies, csrf, accessToken }: TargetSession): Target {
  const names = cookies.map((pair) => pair.split('=', 1)[0] ?? '');
  const session = createCookieJar(cookies.join('; '), { names, isSecure: false });
  const exchanges: Exchange[] = [];
  const send: Target['send'] = async (path, options = {}) => {
    const { body = null, headers = {}, isVisitor = false } = options;
    const method = options.method ?? (body === null ? 'GET' : 'POST');
    const jar = isVisitor ? createCookieJar('', { names, isSecure: false }) : session;
    const requestHeaders = {
      ...getHeaders(url, csrf, {
        language: null,
        ...(accessToken === undefined || isVisitor
          ? { kind: 'cookies', cookies: jar }
          : { kind: 'token', accessToken }),
      }),
      ...(body !== null && { 'content-type': 'application/json' }),
      ...headers,
    };
    const requestBody = body === null || typeof body === 'string' ? (body ?? '') : JSON.stringify(body);
    const exchange: Exchange = {
      method,
      path,
      requestHeaders,
      requestBody,
      status: null,
      headers: new Headers(),
      body: '',
      json: undefined,
    };
    exchanges.push(exchange);
    try {
      const response = await fetch(url + path, {
        method,
        headers: requestHeaders,
        ...(body !== null && { body: requestBody }),
        redirect: 'manual',
        signal: AbortSignal.timeout(body === null ? getTimeout : postTimeout),
      });
      const text = await readAnswerText(response);
      if (!isVisitor) jar.receive(response.headers.getSetCookie());
      const { status, headers: answered } = response;
      Object.assign(exchange, { status, headers: answered, body: text, json: parse(text) });
    } catch (error) {
      const { message, cause } = error as Error;
      exchange.body = cause instanceof Error ? `${message}: ${cause.message}` : message;
    }
    return exchange;
  };
  return { send, exchanges };
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

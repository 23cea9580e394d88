import { isJsonObject, type JsonObject } from 'schema-form';
import { readSessionEnd } from './session-end.ts';

/** A failed request. `status` is 0 when no response arrived, because of the network or the time limit. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly body: JsonObject | null;
  readonly headers: Headers;
  constructor(status: number, body: JsonObject | null = null, headers = new Headers()) {
    super(`The API answered ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

/** In milliseconds. The limit leaves enough time for slow networks. */
const timeout = 30_000;

export interface Answer<T> {
  body: T;
  headers: Headers;
}

/** Requests a path of the API and returns the JSON of its response. Throws ApiError for every other outcome. */
export async function request<T>(
  path: string,
  options: {
    post?: object;
    form?: URLSearchParams;
    headers?: Record<string, string>;
    signal?: AbortSignal;
  } = {},
): Promise<Answer<T>> {
  const { post, form, headers = {}, signal } = options;
  // The browser names the media type of a form.
  const body = form ?? (post && JSON.stringify(post));
  let response: Response;
  let text: string;
  // This does what `AbortSignal.timeout` and `AbortSignal.any` do, which some phones in use do not support.
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeout);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  try {
    response = await fetch(path, {
      method: body ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        ...(post && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body && { body }),
      signal: controller.signal,
    });
    text = await response.text();
  } catch {
    throw new ApiError(0);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
  readSessionEnd(response.headers);
  const answer = parseJson(text);
  if (!response.ok) {
    throw new ApiError(response.status, isJsonObject(answer) ? answer : null, response.headers);
  }
  // A successful response without JSON comes from a proxy, such as the sign-in page of a public network.
  if (answer === undefined) throw new ApiError(0);
  return { body: answer as T, headers: response.headers };
}

/** Returns null for an empty body, and undefined for a body that is not JSON. */
function parseJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

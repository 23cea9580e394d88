import { isJsonObject, type JsonObject } from 'schema-form';

/** A request that did not succeed. `status` 0: no answer came (no network, or too slow). */
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

/** Slow networks are given time, but nobody waits for ever. */
const timeout = 30_000;

export interface Answer<T> {
  body: T;
  headers: Headers;
}

/** Asks the API, and gives its JSON answer; throws ApiError for every other outcome. */
export async function request<T>(
  path: string,
  options: { post?: object; headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<Answer<T>> {
  const { post, headers = {}, signal } = options;
  let response: Response;
  let text: string;
  // What `AbortSignal.timeout` and `any` do: phones that are still about do not have them.
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeout);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort);
  try {
    response = await fetch(path, {
      method: post ? 'POST' : 'GET',
      headers: {
        accept: 'application/json',
        ...(post && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(post && { body: JSON.stringify(post) }),
      signal: controller.signal,
    });
    text = await response.text();
  } catch {
    throw new ApiError(0);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
  const body = parseJson(text);
  if (!response.ok) {
    throw new ApiError(response.status, isJsonObject(body) ? body : null, response.headers);
  }
  // Something between us and the server has answered: the sign-in page of a public network, say.
  if (body === undefined) throw new ApiError(0);
  return { body: body as T, headers: response.headers };
}

/** Null for an empty body, undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

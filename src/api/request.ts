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

/** Sends a request and returns its response, whose body has arrived. Throws ApiError if none arrives in time. */
export async function fetchInTime(request: Request): Promise<Response> {
  // This does what `AbortSignal.timeout` and `AbortSignal.any` do, which some phones in use do not support.
  const controller = new AbortController();
  const abort = () => controller.abort();
  const timer = setTimeout(abort, timeout);
  if (request.signal.aborted) abort();
  request.signal.addEventListener('abort', abort);
  try {
    const response = await fetch(request, { signal: controller.signal });
    const text = await response.text();
    readSessionEnd(response.headers);
    const { status, headers } = response;
    // A response with 204 must have no body at all.
    return new Response(text === '' ? null : text, { status, headers });
  } catch {
    throw new ApiError(0);
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', abort);
  }
}

/** Requests a path that the description of the API does not have, and returns its JSON. Throws ApiError for every other outcome. */
export async function request<T>(
  path: string,
  { headers, ...options }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
): Promise<T> {
  const response = await fetchInTime(
    new Request(path, { ...options, headers: { accept: 'application/json', ...headers } }),
  );
  const answer = parseJson(await response.text());
  if (!response.ok) throw toApiError(response, answer);
  // A successful response without JSON comes from a proxy, such as the sign-in page of a public network.
  if (answer === undefined) throw new ApiError(0);
  return answer as T;
}

/** Returns the error of a response, with the JSON in its body. */
export function toApiError({ status, headers }: Response, body: unknown): ApiError {
  return new ApiError(status, isJsonObject(body) ? body : null, headers);
}

/** Returns null for an empty body, and undefined for a body that is not JSON. */
function parseJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return undefined;
  }
}

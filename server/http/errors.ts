import type { StatusCode } from 'hono/utils/http-status';
import { isFilesPath } from 'schema-form/server';
import { BackendError } from '../backend/errors.ts';
import type { Dependencies } from '../dependencies.ts';
import { SandboxError } from '../sandbox/sandbox.ts';
import type { GetTexts } from '../services/texts.ts';
import { DatabaseBusyError } from '../store/store.ts';
import type { AppContext } from './app-env.ts';
import { BodyError } from './body-error.ts';
import { keepTyped } from './keep-typed.ts';
import { type PageStatus, redirectToSignIn, sendPage } from './send-page.ts';
import { SpoolError } from './spool.ts';

type ApiErrorStatus =
  | 400
  | 401
  | 403
  | 404
  | 405
  | 408
  | 409
  | 412
  | 413
  | 415
  | 422
  | 429
  | 500
  | 502
  | 503
  | 504;

/** `Retry-After` in seconds when the database, the disk or the sandbox is busy. */
export const busyRetryAfter = 5;

/** Returns an error answer of the API. */
export function apiError(c: AppContext, status: ApiErrorStatus, message: string): Response {
  return c.json({ error_message: message }, status);
}

/** Returns the API's 401. */
export function notAuthenticated(c: AppContext): Response {
  return apiError(c, 401, 'Customer not authenticated');
}

/** Returns the API's 429, or 503 of a backend; `retryAfter` is in seconds. */
export function apiErrorWithRetry(
  c: AppContext,
  status: 429 | 503,
  message: string,
  retryAfter: number,
): Response {
  c.header('retry-after', String(retryAfter));
  return apiError(c, status, message);
}

/** Creates the API's answer to a method that a path does not support. */
export function createApiMethodError({ getTexts }: Pick<Dependencies, 'getTexts'>) {
  return (c: AppContext): Response => apiError(c, 405, getTexts(c.get('language')).app('api.method'));
}

/** Returns an error page in the program's own design. */
export function sendErrorPage(
  c: AppContext,
  dependencies: Dependencies,
  status: Exclude<PageStatus, 200 | 412 | 422>,
): Promise<Response> {
  return sendPage(c, dependencies, status, { failure: status });
}

/** The texts of errors that any path may answer with. */
type ErrorText =
  | 'api.foreign'
  | 'api.tooLarge'
  | 'api.tooSlow'
  | 'api.tooManyUploads'
  | 'api.notFound'
  | 'api.failure'
  | 'api.backend'
  | 'api.busy';

/** Answers with an error in the form that the client reads: JSON for the API, else a page. */
export function sendError(
  c: AppContext,
  dependencies: Dependencies,
  status: 403 | 404 | 408 | 413 | 429 | 500 | 503,
  text: ErrorText,
): Response | Promise<Response> {
  // The contract closes the connection after 413, even where the body was read to its end.
  if (status === 413) c.header('connection', 'close');
  return isApi(c)
    ? apiError(c, status, dependencies.getTexts(c.get('language')).app(text))
    : sendErrorPage(c, dependencies, status);
}

/**
 * Answers to an error that a handler threw. `c` must have its language and profile, which are missing
 * when opening the profile is what failed.
 */
export async function handleError(
  c: AppContext,
  dependencies: Dependencies,
  error: unknown,
): Promise<Response> {
  // The client is gone and reads no answer; the status is for the log.
  if (error instanceof BodyError && error.status === 499) return c.body(null, error.status as StatusCode);
  if (error instanceof BackendError) return handleBackendError(c, dependencies, error);
  const [status, text] = toStatus(error);
  if (status === 503) c.header('retry-after', String(busyRetryAfter));
  try {
    if (isApi(c) || status < 500) return await sendError(c, dependencies, status, text);
    const carried = await keepTyped(c, dependencies);
    return await sendPage(c, dependencies, status, { failure: status, carried });
  } catch {
    // The page itself can't be rendered.
    return c.text(dependencies.getTexts(c.get('language')).app(text), status);
  }
}

/** Answers to an error that a handler of the admin API threw. */
export function handleAdminError(c: AppContext, getTexts: GetTexts, error: unknown): Response {
  if (error instanceof BodyError && error.status === 499) return c.body(null, error.status as StatusCode);
  const [status, text] = toStatus(error);
  if (status === 413) c.header('connection', 'close');
  if (status === 503) c.header('retry-after', String(busyRetryAfter));
  return apiError(c, status, getTexts('en').app(text));
}

/** Answers to an error of the remote backend. What a customer typed is kept in the page. */
async function handleBackendError(
  c: AppContext,
  dependencies: Dependencies,
  { status, retryAfter }: BackendError,
): Promise<Response> {
  if (status === 401) {
    if (isApi(c)) return notAuthenticated(c);
    c.set('profile', null);
    // With 307 the browser submits its form to a page that keeps it.
    return redirectToSignIn(c, c.req.method === 'POST' ? 307 : 303);
  }
  c.header('retry-after', String(retryAfter));
  const { app: text } = dependencies.getTexts(c.get('language'));
  if (isApi(c)) return apiError(c, status, text(status === 503 ? 'api.busy' : 'api.backend'));
  const carried = await keepTyped(c, dependencies);
  return sendPage(c, dependencies, status, { failure: status, carried });
}

function isApi(c: AppContext): boolean {
  return /^\/(api|playground)\//.test(c.req.path) || isFilesPath(c.req.path);
}

function toStatus(error: unknown): [status: 408 | 413 | 500 | 503, text: ErrorText] {
  if (error instanceof BodyError) return error.status === 408 ? [408, 'api.tooSlow'] : [413, 'api.tooLarge'];
  const isBusy = [DatabaseBusyError, SandboxError, SpoolError].some((kind) => error instanceof kind);
  return isBusy ? [503, 'api.busy'] : [500, 'api.failure'];
}

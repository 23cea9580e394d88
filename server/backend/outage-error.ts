import { BackendError } from './errors.ts';

/** Seconds; a backend may not ask for more. */
const longestRetryAfter = 3600;

/** The backend is down, not just wrong about one request. */
export class OutageError extends BackendError {
  readonly isRetryable: boolean;
  constructor(isRetryable: boolean, ...parts: ConstructorParameters<typeof BackendError>) {
    super(...parts);
    this.isRetryable = isRetryable;
  }
}

export function isRetryable(error: unknown): boolean {
  return error instanceof OutageError && error.isRetryable;
}

/** Returns the error of a call without an answer. */
export function toOutage(error: unknown): OutageError {
  const { name, cause } = error as Error;
  if (name === 'TimeoutError' || name === 'AbortError') return new OutageError(false, 'timeout');
  const { code } = (cause ?? {}) as NodeJS.ErrnoException;
  return new OutageError(true, 'unreachable', typeof code === 'string' ? { code } : {});
}

/** Returns the error of an answer with a status from 500, or 429. */
export function toStatusError({ status, headers }: Response, method: string): BackendError {
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

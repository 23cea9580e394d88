/** What is wrong with a call of the backend. */
export type BackendProblem =
  /** It can't be reached. */
  | 'unreachable'
  /** It answers with something that is not the Customer API. */
  | 'badAnswer'
  | 'timeout'
  /** It may have stored what was sent, but no answer says so. */
  | 'unsettled'
  /** It asks to be left alone, or the breaker is open. */
  | 'busy'
  /** The customer's session there has ended in the middle of a request. */
  | 'signedOut';

const statuses = {
  unreachable: 502,
  badAnswer: 502,
  timeout: 504,
  unsettled: 504,
  busy: 503,
  signedOut: 401,
} as const;

/** Seconds. */
const usualRetryAfter = 5;

interface Details {
  /** For the log. It must not quote the backend or the customer. */
  code?: string;
  /** Seconds after which the same request may succeed. */
  retryAfter?: number;
}

/** A call of the backend has no useful answer. */
export class BackendError extends Error {
  override name = 'BackendError';
  readonly problem: BackendProblem;
  readonly code: string;
  readonly retryAfter: number;

  constructor(problem: BackendProblem, { code, retryAfter = usualRetryAfter }: Details = {}) {
    super(`The backend has no useful answer: ${problem}`);
    this.problem = problem;
    this.code = code === undefined ? problem : `${problem}: ${code}`;
    this.retryAfter = retryAfter;
  }

  /** The HTTP status that says this to a client of ours. */
  get status(): 401 | 502 | 503 | 504 {
    return statuses[this.problem];
  }
}

/** Returns the seconds to wait after a 429 of the backend; null for any other error. */
export function getWaitOfLimit(error: unknown): number | null {
  return error instanceof BackendError && error.code === 'busy: 429' ? error.retryAfter : null;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof BackendError && error.problem === 'signedOut';
}

/** Rejects with the error of a save after which nobody knows what is stored. A customer who must sign in again is asked to. */
export function rejectUnsettled(error: unknown): never {
  if (!(error instanceof BackendError) || isSignedOut(error)) throw error;
  throw new BackendError('unsettled', { code: error.code, retryAfter: error.retryAfter });
}

/** The same, unless the error says that nothing was stored. */
export function rejectUnlessRefused(error: unknown): never {
  const isRefused = error instanceof BackendError && (error.problem === 'busy' || neverSent.test(error.code));
  if (isRefused) throw error;
  return rejectUnsettled(error);
}

/** Connections that were never made. */
const neverSent = /: (ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;

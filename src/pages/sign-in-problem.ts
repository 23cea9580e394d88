import { ApiError } from '../api/request.ts';

/** Why an attempt to sign in did not reach the server. It is the key of a text in `app.json`, after `signIn.error.`. */
export type SignInProblem = 'mobile' | 'code' | 'offline' | 'failed';

const empty = new Set<unknown>(['mobile', 'code'] satisfies SignInProblem[]);

/** Converts what went wrong to a problem: the name of a field that was left empty, or the error of a request. */
export function toSignInProblem(error: unknown): SignInProblem {
  if (empty.has(error)) return error as SignInProblem;
  return error instanceof ApiError && error.status === 0 ? 'offline' : 'failed';
}

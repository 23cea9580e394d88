import { pagePaths, type SignInError } from '../../shared/page.ts';
import { changeField } from '../../shared/sign-in-fields.ts';
import { ApiError } from '../api/request.ts';

/** The key of a text in `app.json`, after `signIn.error.`. */
export type SignInProblem = SignInError | 'offline' | 'failed';

/** Converts the error of an attempt to a problem. `whenRefused` is the problem for the status codes 400 and 401. */
export function toSignInProblem(error: unknown, whenRefused: SignInError): SignInProblem {
  const status = error instanceof ApiError ? error.status : null;
  if (status === 0) return 'offline';
  if (status === 429) return 'tooOften';
  return status === 400 || status === 401 ? whenRefused : 'failed';
}

/** Returns the address of the sign-in page with the path to return to. With `change`, it shows the first step. */
export function getSignInAction(next: string, change = false): string {
  const query = new URLSearchParams({
    ...(next !== pagePaths.profile && { next }),
    ...(change && { [changeField]: '' }),
  });
  return query.size > 0 ? `${pagePaths.signIn}?${query}` : pagePaths.signIn;
}

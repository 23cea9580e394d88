import { pagePaths, type SignInError } from '../../shared/page.ts';
import { changeField } from '../../shared/sign-in-fields.ts';
import { ApiError } from '../api/request.ts';

/** A text in `app.json`, below `signIn.error.`. */
export type SignInProblem = SignInError | 'offline' | 'failed';

/** What an attempt failed of. */
export function toSignInProblem(error: unknown, whenRefused: SignInError): SignInProblem {
  const status = error instanceof ApiError ? error.status : null;
  if (status === 0) return 'offline';
  if (status === 429) return 'tooOften';
  return status === 400 || status === 401 ? whenRefused : 'failed';
}

/** The page's own address, with the way back in it. */
export function getSignInAction(next: string, change = false): string {
  const query = new URLSearchParams({
    ...(next !== pagePaths.profile && { next }),
    ...(change && { [changeField]: '' }),
  });
  return query.size > 0 ? `${pagePaths.signIn}?${query}` : pagePaths.signIn;
}

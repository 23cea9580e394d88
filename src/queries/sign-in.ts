import { queryOptions, useMutation } from '@tanstack/react-query';
import { pagePaths } from '../../shared/page.ts';
import { getDemoCode, sendSignIn } from '../api/sign-in.ts';

/** Sends a form of the sign-in page. `next` is the path to go to after signing in. */
export function useSendSignIn(next: string) {
  return useMutation({ mutationFn: (fields: Record<string, string>) => sendSignIn(next, fields) });
}

/** Demo mode: the query for the last code of a number. `sent` is the number of requested codes. */
export function demoCodeQuery(mobile: string, sent: number) {
  return queryOptions({ queryKey: ['demo-code', mobile, sent], queryFn: getDemoCode });
}

/** The query for the step of signing in that this browser has reached. */
export const signInQuery = queryOptions({
  queryKey: ['sign-in'],
  queryFn: () => sendSignIn(pagePaths.profile, null),
  // Each dialog starts anew.
  gcTime: 0,
  staleTime: Number.POSITIVE_INFINITY,
});

import { type MutateOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { pagePaths, type SignInAnswer } from '../../shared/page.ts';
import { getDemoCode, sendSignIn } from '../api/sign-in.ts';

type Fields = Record<string, string>;

/**
 * Returns a function that sends a form of the sign-in page, unless one is under way. `next` is the path to go to after
 * signing in.
 */
export function useSendSignIn(next: string) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationKey,
    mutationFn: (fields: Fields) => sendSignIn(next, fields),
  });
  const send = (fields: Fields, options: MutateOptions<SignInAnswer, Error, Fields>) => {
    // The second click of a double click comes before the page has rendered that the first one sends.
    if (client.isMutating({ mutationKey }) === 0) mutate(fields, options);
  };
  return { send, isPending };
}

const mutationKey = ['sign-in'];

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

import { queryOptions, useMutation } from '@tanstack/react-query';
import { getDemoCode, sendSignIn } from '../api/sign-in.ts';

/** Sends a form of the sign-in page. `next` is the path to go to after signing in. */
export function useSendSignIn(next: string) {
  return useMutation({ mutationFn: (fields: Record<string, string>) => sendSignIn(next, fields) });
}

/** Demo mode: the query for the last code of a number. `sent` is the number of requested codes. */
export function demoCodeQuery(mobile: string, sent: number) {
  return queryOptions({ queryKey: ['demo-code', mobile, sent], queryFn: getDemoCode });
}

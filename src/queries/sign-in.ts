import { queryOptions, useMutation } from '@tanstack/react-query';
import { getDemoCode, requestCode, verifyCode } from '../api/customer.ts';

/** Requests a code for a number as it was typed. */
export function useRequestCode() {
  return useMutation({ mutationFn: requestCode });
}

/** Signs in with a number and its code. */
export function useVerifyCode() {
  return useMutation({
    mutationFn: ({ mobile, code }: { mobile: string; code: string }) => verifyCode(mobile, code),
  });
}

/** Demo mode: the query for the last code of a number. `sent` is the number of requested codes. */
export function demoCodeQuery(mobile: string, sent: number) {
  return queryOptions({ queryKey: ['demo-code', mobile, sent], queryFn: getDemoCode });
}

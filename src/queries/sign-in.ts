import { queryOptions, useMutation } from '@tanstack/react-query';
import { getDemoCode, requestCode, verifyCode } from '../api/customer.ts';

/** Asks for a code for a number, as it is typed. */
export function useRequestCode() {
  return useMutation({ mutationFn: requestCode });
}

/** Signs in with a number and its code. */
export function useVerifyCode() {
  return useMutation({
    mutationFn: ({ mobile, code }: { mobile: string; code: string }) => verifyCode(mobile, code),
  });
}

/** Demo mode: the code that was "sent" last to a number; `sent` counts how often one was asked for. */
export function demoCodeQuery(mobile: string, sent: number) {
  return queryOptions({ queryKey: ['demo-code', mobile, sent], queryFn: getDemoCode });
}

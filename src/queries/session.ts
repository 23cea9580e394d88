import { useMutation } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { getCustomer } from '../api/customer.ts';
import { getSessionEnd, onSessionEnd, setSessionEnd } from '../api/session-end.ts';

/**
 * When the session ends, by the browser's clock in milliseconds since 1970; null when that is not known. `endsIn` is
 * what the page said when it was loaded, in seconds.
 */
export function useSessionEnd(endsIn: number | null): number | null {
  useEffect(() => {
    if (endsIn !== null) setSessionEnd(endsIn);
  }, [endsIn]);
  return useSyncExternalStore(onSessionEnd, getSessionEnd, () => null);
}

/** Uses the session, so that it ends later. */
export function useExtendSession() {
  return useMutation({ mutationFn: getCustomer });
}

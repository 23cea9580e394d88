import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether script runs: false on the server and in the first render of hydration, which must match its markup. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

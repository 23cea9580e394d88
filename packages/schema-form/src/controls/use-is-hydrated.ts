import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Returns whether script runs. False on the server and in the first render of hydration, which must match its HTML. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

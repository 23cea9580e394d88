import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** Whether there is a script: false on the server and in the drawing that takes its markup over. */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

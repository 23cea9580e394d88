import { useEffect, useLayoutEffect } from 'react';
import { flushSync } from 'react-dom';
import type { FormStore } from '../store/form-store.ts';

/** Commits pending input when the person leaves the form, before the host decides what to keep. */
export function useCommitOnLeave(store: FormStore): void {
  useEffect(() => {
    // The host's own listener runs after this one, because effects of children run first.
    const commit = () => flushSync(() => store.pendingInput.commitAll());
    window.addEventListener('pagehide', commit);
    return () => window.removeEventListener('pagehide', commit);
  }, [store]);
  useLayoutEffect(
    () => () => {
      const data = store.readPending();
      if (data) store.onChange(data);
    },
    [store],
  );
}

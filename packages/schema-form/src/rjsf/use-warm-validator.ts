import { useEffect } from 'react';
import type { FormStore } from '../store/form-store.ts';

/**
 * Prepares the validator while the browser is idle, so that leaving the first field takes no extra time. Without
 * `requestIdleCallback`, the validator is prepared on first use.
 */
export function useWarmValidator(store: FormStore): void {
  useEffect(() => {
    const idle = globalThis.requestIdleCallback?.(() => store.warmValidator());
    return () => globalThis.cancelIdleCallback?.(idle);
  }, [store]);
}

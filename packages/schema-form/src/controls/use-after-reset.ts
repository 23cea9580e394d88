import { type RefObject, useEffect, useRef } from 'react';

/** Does something after the form of a control was reset: only then do its fields show their first values. */
export function useAfterReset(control: RefObject<HTMLElement | null>, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const form = control.current?.closest('form');
    const reset = () => setTimeout(() => latest.current());
    form?.addEventListener('reset', reset);
    return () => form?.removeEventListener('reset', reset);
  }, [control]);
}

import { type RefObject, useEffect, useRef } from 'react';

/** Calls a function after the form of a control was reset and its elements show their initial values again. */
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

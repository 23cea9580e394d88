import { useCallback, useEffect, useRef } from 'react';
import { stepParameter, type VisibleStep } from 'schema-form';
import { useLocation, useSearch } from 'wouter';

/**
 * Keeps the step of a form in the address of its page, so that Back and Forward work. Returns the id of the step in the
 * address, null for the first step, and a function that puts the visible step into the address.
 */
export function useStepAddress(): { step: string | null; showInAddress(step: VisibleStep): void } {
  const step = new URLSearchParams(useSearch()).get(stepParameter);
  const [path, navigate] = useLocation();
  const latest = useRef({ step, path, navigate });
  useEffect(() => {
    latest.current = { step, path, navigate };
  });
  // A stable function: the form reports a step only when the step changes, and not when the address does.
  const showInAddress = useCallback(({ id, isFirst }: VisibleStep) => {
    const { step: shown, path: here, navigate: go } = latest.current;
    if (id === shown || (shown === null && isFirst)) return;
    go(`${here}?${new URLSearchParams({ [stepParameter]: id })}`);
  }, []);
  return { step, showInAddress };
}

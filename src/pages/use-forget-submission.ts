import { useEffect } from 'react';
import { usePageState } from './page-state.tsx';

/** Forgets the form that was submitted without script. A page that a person opens after it calls this. */
export function useForgetSubmission(): void {
  const { forgetSubmission } = usePageState();
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the page opens
  useEffect(forgetSubmission, []);
}

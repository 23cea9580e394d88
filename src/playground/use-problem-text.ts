import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaygroundProblem } from '../../shared/playground.ts';

/** Returns a function that says what is wrong with a document, and where. */
export function useProblemText(): (problem: PlaygroundProblem) => string {
  const { t } = useTranslation('playground');
  return useCallback(
    ({ pointer, message }) => (pointer ? t('playground.at', { pointer, message }) : message),
    [t],
  );
}

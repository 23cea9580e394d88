import { useTranslation } from 'react-i18next';
import { Alert } from '../ui/Alert.tsx';
import type { SaveProblem } from './use-editing.ts';

/** Whether the network is back, which is no error. */
export function isGoodNews(problem: SaveProblem): boolean {
  return problem === 'retrying' || problem === 'online';
}

/** Says why a save failed, or that the network is back. A new alert per attempt is announced again. */
export function SaveProblemAlert({ problem }: { problem: SaveProblem }) {
  const { t } = useTranslation('app');
  return (
    <Alert
      look={isGoodNews(problem) ? 'info' : 'error'}
      title={t(`edit.${problem}.title`)}
      takesFocus={!isGoodNews(problem)}
    >
      <p>{t(`edit.${problem}.text`)}</p>
    </Alert>
  );
}

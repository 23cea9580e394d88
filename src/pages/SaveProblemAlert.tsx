import { useTranslation } from 'react-i18next';
import { Alert } from '../ui/Alert.tsx';
import type { SaveProblem } from './use-editing.ts';

/** Returns whether the network is back, which is no error. */
export function isGoodNews(problem: SaveProblem): boolean {
  return problem === 'retrying' || problem === 'online';
}

/** Says why a save failed. A new alert per attempt is announced again. */
export function SaveProblemAlert({ problem }: { problem: SaveProblem }) {
  const { t } = useTranslation('app');
  return (
    <Alert look="error" title={t(`edit.${problem}.title`)} takesFocus>
      <p>{t(`edit.${problem}.text`)}</p>
    </Alert>
  );
}

/** Says in a live region that the network is back. */
export function BackOnlineAlert({ news }: { news: SaveProblem }) {
  const { t } = useTranslation('app');
  return (
    <Alert look="info" title={t(`edit.${news}.title`)} takesFocus="when-free" isInRegion>
      <p>{t(`edit.${news}.text`)}</p>
    </Alert>
  );
}

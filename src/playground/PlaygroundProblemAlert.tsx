import { useTranslation } from 'react-i18next';
import type { PlaygroundProblem } from '../../shared/playground.ts';
import { Alert } from '../ui/Alert.tsx';
import { useProblemText } from './use-problem-text.ts';

interface PlaygroundProblemAlertProps {
  problem: PlaygroundProblem;
  /** Whether the page has an editor for each document, to which a link leads. */
  hasEditors?: boolean;
}

/** Says why the documents have no form. */
export function PlaygroundProblemAlert({ problem, hasEditors = false }: PlaygroundProblemAlertProps) {
  const { t } = useTranslation('playground');
  const toText = useProblemText();
  const name = t(`playground.${problem.field}`);
  return (
    <Alert look="error" title={t('playground.problem')} takesFocus>
      <p>
        {hasEditors && problem.field !== 'language' ? <a href={`#${problem.field}`}>{name}</a> : name}
        {': '}
        {toText(problem)}
      </p>
    </Alert>
  );
}

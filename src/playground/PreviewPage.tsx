import './playground.css';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { pagePaths } from '../../shared/page.ts';
import { usePageState } from '../pages/page-state.tsx';
import { usePageTitle } from '../pages/use-page-title.ts';
import { DocumentsForm } from './DocumentsForm.tsx';
import { FramedPreview } from './FramedPreview.tsx';
import { PlaygroundProblemAlert } from './PlaygroundProblemAlert.tsx';

const never = () => () => {};

/** Returns whether script runs in a frame of another page. */
function useIsFramed(): boolean {
  return useSyncExternalStore(
    never,
    () => window.parent !== window,
    () => false,
  );
}

/** Renders a form of the playground alone: the one that was submitted, or in a frame the one that its page sends. */
export function PreviewPage() {
  const { t } = useTranslation('playground');
  const { playground } = usePageState().state;
  const isFramed = useIsFramed();
  usePageTitle(t('playground.form'), Boolean(playground?.problem));
  return (
    <>
      <h1 className="visually-hidden">{t('playground.form')}</h1>
      {isFramed ? (
        <FramedPreview />
      ) : (
        playground && (
          <>
            {playground.problem && <PlaygroundProblemAlert problem={playground.problem} />}
            {playground.form && (
              <DocumentsForm playground={playground} form={playground.form} action={pagePaths.preview} />
            )}
          </>
        )
      )}
    </>
  );
}

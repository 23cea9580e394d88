import { useTranslation } from 'react-i18next';
import type { DocumentName } from '../../shared/playground.ts';
import type { FormsState } from './use-forms.ts';
import { useProblemText } from './use-problem-text.ts';

interface EditorStatusProps {
  forms: FormsState;
  /** Shows the editor of a document. */
  onShow(name: DocumentName): void;
}

/** Says whether the forms are those of the documents, or why there are none. It is a live region from the beginning. */
export function EditorStatus({
  forms: { problem, isPending, failure, made, retry },
  onShow,
}: EditorStatusProps) {
  const { t } = useTranslation('playground');
  const toText = useProblemText();
  const field = problem?.field === 'language' ? undefined : problem?.field;
  return (
    <div className="editor-status" role="status">
      {failure !== null ? (
        <p className="editor-problem">
          {failure || t('playground.unreachable')}{' '}
          <button type="button" className="link" onClick={retry}>
            {t('playground.retry')}
          </button>
        </p>
      ) : problem ? (
        <p className="editor-problem">
          {field ? (
            <button type="button" className="link" onClick={() => onShow(field)}>
              {t(`playground.${field}`)}
            </button>
          ) : (
            t('playground.language')
          )}
          {': '}
          <span lang="en" dir="ltr">
            {toText(problem)}
          </span>{' '}
          {made && t('playground.lastGood')}
        </p>
      ) : (
        <p>{isPending ? t('playground.checking') : t('playground.upToDate')}</p>
      )}
    </div>
  );
}

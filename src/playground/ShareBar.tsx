import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { writeFormDefinition, writeReactModule } from './form-definition.ts';
import type { PlaygroundStore } from './use-playground.ts';

type Result = 'copied' | 'downloaded' | 'notJson' | 'noForm' | 'tooLong' | 'notCopied';

/** Renders buttons that export the state: as a link, as a form definition, as a React component. */
export function ShareBar({ store }: { store: PlaygroundStore }) {
  const { t } = useTranslation('playground');
  const [result, setResult] = useState<Result | null>(null);
  const { documents, forms, frames, values } = store;

  const copy = async (text: string | null) => {
    if (text === null) return setResult('tooLong');
    try {
      await navigator.clipboard.writeText(text);
      setResult('copied');
    } catch {
      // The person, or a browser without https, does not allow it.
      setResult('notCopied');
    }
  };
  /** Copies the form in the language of the first frame. */
  const copyModule = () => {
    const { made, problem } = forms;
    const form = made?.forms[frames[0]?.language ?? ''];
    if (!form || problem) return setResult('noForm');
    return copy(writeReactModule({ ...form, data: values?.data ?? form.data }));
  };
  const download = () => {
    let text: string;
    try {
      text = writeFormDefinition(documents);
    } catch {
      return setResult('notJson');
    }
    const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = 'profile-form.json';
    link.click();
    URL.revokeObjectURL(url);
    setResult('downloaded');
  };
  return (
    <div className="share-bar">
      <Button type="button" look="quiet" onClick={async () => copy(await store.getLink())}>
        {t('playground.copyLink')}
      </Button>
      <Button type="button" look="quiet" onClick={download}>
        {t('playground.download')}
      </Button>
      <Button type="button" look="quiet" onClick={() => void copyModule()}>
        {t('playground.copyReact')}
      </Button>
      <p className="share-result" role="status">
        {result && t(`playground.result.${result}`)}
      </p>
    </div>
  );
}

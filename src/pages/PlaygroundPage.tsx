import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SchemaView } from 'schema-form';
import { type PlaygroundState, pagePaths } from '../../shared/page.ts';
import { formPartsQuery } from '../queries/profile.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';
import { PageHeading } from './PageHeading.tsx';
import { Pending } from './Pending.tsx';
import { PlaygroundForm } from './PlaygroundForm.tsx';
import { usePageState } from './page-state.tsx';
import { usePageTitle } from './use-page-title.ts';
import { useViewContextValue } from './use-view-context-value.ts';

type Editors = Pick<PlaygroundState, 'schema' | 'ui_schema' | 'data'>;

/**
 * Returns the texts in the fragment of the address; null if there are none. They only fill the editors, because a link
 * on another site must not make the server compile a schema.
 */
function useLinkedEditors(): Editors | null {
  const [linked, setLinked] = useState<Editors | null>(null);
  useEffect(() => {
    const read = () => {
      // `#schema` alone is a link to the editor with that id.
      if (!window.location.hash.startsWith('#schema=')) return;
      const values = new URLSearchParams(window.location.hash.slice(1));
      const get = (name: string) => values.get(name) ?? '';
      setLinked({ schema: get('schema'), ui_schema: get('ui_schema'), data: get('data') });
    };
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return linked;
}

/** Renders the page for trying out schemas. Everything but shared links works without script. */
export function PlaygroundPage() {
  const { t } = useTranslation('playground');
  const { playground } = usePageState().state;
  const linked = useLinkedEditors();
  usePageTitle(t('playground.title'), Boolean(playground?.problem));
  // After a client navigation there is no state, and only the server can make it.
  if (!playground) return <Pending error={null} onRetry={() => window.location.reload()} />;
  const { problem, form } = playground;
  const editors: Editors = linked ?? playground;
  return (
    <>
      <PageHeading>{t('playground.title')}</PageHeading>
      <p className="lead">{t('playground.lead')}</p>
      <nav aria-label={t('playground.examples')}>
        <ul className="chips">
          {playground.examples.map((name) => (
            <li key={name}>
              <a className="link" href={`${pagePaths.playground}?example=${name}`} lang="en">
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {problem && (
        <Alert look="error" title={t('playground.problem')} takesFocus>
          <p>
            <a href={`#${problem.field}`}>{t(`playground.${problem.field}`)}</a>
            {': '}
            {problem.pointer
              ? t('playground.at', { pointer: problem.pointer, message: problem.message })
              : problem.message}
          </p>
        </Alert>
      )}
      {playground.warnings.length > 0 && (
        <Alert look="info" title={t('playground.warnings')}>
          <ul>
            {playground.warnings.map(({ pointer, problem: text }) => (
              <li key={pointer + text} lang="en" dir="ltr">
                <code>{pointer}</code>: {text}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <form className="form editors" method="post" action={pagePaths.playground}>
        {(['schema', 'ui_schema', 'data'] as const).map((field) => (
          <div className={problem?.field === field ? 'field field-invalid' : 'field'} key={field}>
            <label className="field-label" htmlFor={field}>
              {t(`playground.${field}`)}
            </label>
            <Editor
              key={editors[field]}
              name={field}
              text={editors[field]}
              isInvalid={problem?.field === field}
            />
          </div>
        ))}
        <div className="actions">
          <Button>{t('playground.render')}</Button>
          <a className="button button-quiet" href={getLink(editors)}>
            {t('playground.link')}
          </a>
        </div>
      </form>
      {form && <RenderedForm playground={playground} form={form} />}
    </>
  );
}

interface EditorProps {
  name: 'schema' | 'ui_schema' | 'data';
  text: string;
  isInvalid: boolean;
}

function Editor({ name, text, isInvalid }: EditorProps) {
  return (
    <textarea
      className="input code"
      id={name}
      name={name}
      rows={name === 'schema' ? 16 : 6}
      dir="ltr"
      spellCheck="false"
      aria-invalid={isInvalid || undefined}
      // A string would overwrite what was typed before hydration (initTextarea in react-dom); an array does not.
      defaultValue={[text]}
    />
  );
}

function getLink({ schema, ui_schema, data }: Editors): string {
  return `${pagePaths.playground}#${new URLSearchParams({ schema, ui_schema, data })}`;
}

interface RenderedFormProps {
  playground: PlaygroundState;
  form: NonNullable<PlaygroundState['form']>;
}

function RenderedForm({ playground, form }: RenderedFormProps) {
  const { t } = useTranslation('playground');
  const context = useViewContextValue();
  const parts = useQuery(formPartsQuery(form));
  return (
    <>
      <h2 className="part-title">{t('playground.form')}</h2>
      {parts.data === undefined ? (
        <Pending error={parts.error} onRetry={() => void parts.refetch()} />
      ) : (
        <PlaygroundForm playground={playground} form={form} parts={parts.data} />
      )}
      <h2 className="part-title">{t('playground.view')}</h2>
      <SchemaView schema={form.schema} uiSchema={form.ui_schema} data={form.data} context={context} />
    </>
  );
}

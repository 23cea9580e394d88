import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DocumentName, documentNames } from '../../shared/playground.ts';
import { EditorStatus } from './EditorStatus.tsx';
import { CodeEditor } from './editor/CodeEditor.tsx';
import { getPanelProps, TabList } from './Tabs.tsx';
import type { PlaygroundStore } from './use-playground.ts';

interface EditorPaneProps {
  store: PlaygroundStore;
  /** The document with a problem in the page as the server sent it. */
  invalid: string | undefined;
  isLive: boolean;
}

/** The editors of the three documents: below each other, and in tabs once script runs. */
export function EditorPane({ store, invalid, isLive }: EditorPaneProps) {
  const { t } = useTranslation('playground');
  const [selected, setSelected] = useState<DocumentName>('schema');
  const { documents, revision, forms } = store;
  const wrong = isLive ? forms.problem?.field : invalid;
  return (
    <>
      {isLive && (
        <TabList<DocumentName>
          group="document"
          label={t('playground.documents')}
          selected={selected}
          onSelect={setSelected}
          tabs={documentNames.map((id) => ({
            id,
            label: (
              <>
                {t(`playground.${id}`)}{' '}
                {wrong === id && <span className="tab-mark">{t('playground.hasProblem')}</span>}
              </>
            ),
          }))}
        />
      )}
      {documentNames.map((name) => (
        <div
          className={wrong === name ? 'field field-invalid' : 'field'}
          key={name}
          {...(isLive && getPanelProps('document', name, selected))}
        >
          {!isLive && (
            <label className="field-label" htmlFor={name}>
              {t(`playground.${name}`)}
            </label>
          )}
          <CodeEditor
            key={revision}
            name={name}
            kind={name}
            schema={documents.schema}
            label={t(`playground.${name}`)}
            value={documents[name]}
            problems={getProblems(store, name)}
            onChange={(text) => store.setDocument(name, text)}
          />
        </div>
      ))}
      {isLive && <EditorStatus forms={forms} onShow={setSelected} />}
    </>
  );
}

/** The problem and the warnings of a document, by the pointers into it. */
function getProblems({ forms: { problem, made } }: PlaygroundStore, name: DocumentName) {
  const warnings = (made?.warnings ?? []).flatMap(({ pointer, problem: message }) => {
    const [, field, inside] = /^\/(schema|ui_schema)(.*)$/s.exec(pointer) ?? [];
    return field === name ? [{ pointer: inside ?? '', message, severity: 'warning' as const }] : [];
  });
  return problem?.field === name
    ? [{ pointer: problem.pointer, message: problem.message, severity: 'error' as const }, ...warnings]
    : warnings;
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type DocumentName,
  documentNames,
  type PlaygroundProblem,
  type PlaygroundWarning,
} from '../../shared/playground.ts';
import { EditorStatus } from './EditorStatus.tsx';
import { CodeEditor } from './editor/CodeEditor.tsx';
import type { EditorProblem } from './editor/json-problems.ts';
import { getPanelProps, TabList } from './Tabs.tsx';
import type { PlaygroundStore } from './use-playground.ts';

interface EditorPaneProps {
  store: PlaygroundStore;
  /** The problem in the page as the server sent it. */
  initialProblem: PlaygroundProblem | null;
  isLive: boolean;
}

/** Renders the editors of the three documents: below each other, and in tabs once script runs. */
export function EditorPane({ store, initialProblem, isLive }: EditorPaneProps) {
  const { t } = useTranslation('playground');
  const [selected, setSelected] = useState<DocumentName>('schema');
  const { documents, revision, forms } = store;
  const problem = isLive ? forms.problem : initialProblem;
  const wrong = problem?.field;
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
            problems={getProblems(problem, forms.made?.warnings ?? [], name)}
            onChange={(text) => store.setDocument(name, text)}
          />
        </div>
      ))}
      {isLive && <EditorStatus forms={forms} onShow={setSelected} />}
    </>
  );
}

/** Returns the problem and the warnings of a document, by the pointers into it. */
function getProblems(
  problem: PlaygroundProblem | null,
  warnings: readonly PlaygroundWarning[],
  name: DocumentName,
): EditorProblem[] {
  const marked = warnings.flatMap(({ pointer, problem: message }): EditorProblem[] => {
    const [, field, inside = ''] = /^\/(schema|ui_schema)(.*)$/s.exec(pointer) ?? [];
    return field === name ? [{ pointer: inside, message, severity: 'warning' }] : [];
  });
  if (problem?.field !== name) return marked;
  return [{ pointer: problem.pointer, message: problem.message, severity: 'error' }, ...marked];
}

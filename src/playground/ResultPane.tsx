import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type JsonValue, SchemaView, unwrapRoot } from 'schema-form';
import { usePageState } from '../pages/page-state.tsx';
import { useViewContextValue } from '../pages/use-view-context-value.ts';
import { AxeResult } from './AxeResult.tsx';
import type { AxeViolation, ScriptFile } from './frame-messages.ts';
import { ScriptWeight } from './ScriptWeight.tsx';
import { ServerAnswer } from './ServerAnswer.tsx';
import { getPanelProps, TabList } from './Tabs.tsx';
import type { PlaygroundStore } from './use-playground.ts';
import { WarningList } from './WarningList.tsx';

/** What a frame with script has found out about its form. */
export interface FrameFindings {
  title: string;
  scripts: readonly ScriptFile[];
  /** Undefined before axe has run, null if it could not. */
  violations: AxeViolation[] | null | undefined;
}

interface ResultPaneProps {
  store: PlaygroundStore;
  /** What the frames with script have sent. */
  findings: readonly FrameFindings[];
  isAxeRunning: boolean;
  onRunAxe(): void;
}

const results = ['sent', 'server', 'view', 'warnings', 'scripts', 'axe'] as const;
type ResultName = (typeof results)[number];

/** Renders what becomes of the documents and of what was typed into their form, in tabs. */
export function ResultPane({ store, findings, isAxeRunning, onRunAxe }: ResultPaneProps) {
  const { t } = useTranslation('playground');
  const { language } = usePageState().state;
  const context = useViewContextValue();
  const [selected, setSelected] = useState<ResultName>('sent');
  const { forms, values } = store;
  const { made } = forms;
  const payload: JsonValue | null =
    values && made?.is_wrapped ? unwrapRoot(values.payload) : (values?.payload ?? null);
  const form = made?.forms[language];
  const count = made?.warnings.length ?? 0;
  const panels: Record<ResultName, () => React.ReactNode> = {
    sent: () => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard too
      <pre className="code-block" dir="ltr" tabIndex={0}>
        {JSON.stringify(payload, null, 2)}
      </pre>
    ),
    server: () => <ServerAnswer schema={made?.documents.schema ?? null} data={payload} />,
    view: () =>
      form && (
        <SchemaView
          schema={form.schema}
          uiSchema={form.ui_schema}
          data={values?.data ?? form.data}
          context={context}
        />
      ),
    warnings: () => <WarningList warnings={made?.warnings ?? []} />,
    scripts: () =>
      findings.map(({ title, scripts }) => (
        <div key={title}>
          <h3 className="result-title">{title}</h3>
          <ScriptWeight scripts={scripts} />
        </div>
      )),
    axe: () => <AxeResult results={findings} isRunning={isAxeRunning} onRun={onRunAxe} />,
  };
  const needsScript = (name: ResultName) => name === 'scripts' || name === 'axe';
  return (
    <section className="result-pane" aria-label={t('playground.results')}>
      <TabList<ResultName>
        group="result"
        label={t('playground.results')}
        selected={selected}
        onSelect={setSelected}
        tabs={results.map((id) => ({
          id,
          label:
            id === 'warnings' && count > 0 ? `${t('playground.warnings')} (${count})` : t(`playground.${id}`),
        }))}
      />
      {results.map((name) => (
        <div className="result-panel" key={name} {...getPanelProps('result', name, selected)}>
          {name === selected &&
            (needsScript(name) && findings.length === 0 ? (
              <p>{t('playground.needsScript')}</p>
            ) : (
              panels[name]()
            ))}
        </div>
      ))}
    </section>
  );
}

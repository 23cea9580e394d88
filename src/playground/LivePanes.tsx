import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageState } from '../pages/page-state.tsx';
import type { MessageToPage } from './frame-messages.ts';
import { PreviewPane } from './PreviewPane.tsx';
import { type FrameFindings, ResultPane } from './ResultPane.tsx';
import type { PlaygroundStore } from './use-playground.ts';

type Findings = Omit<FrameFindings, 'title'>;

/** Renders the live forms, and what becomes of what is typed into them. */
export function LivePanes({ store }: { store: PlaygroundStore }) {
  const { t } = useTranslation('playground');
  const { languages } = usePageState().state.site;
  const [found, setFound] = useState<Readonly<Record<number, Findings>>>({});
  const [axeRun, setAxeRun] = useState(0);
  const [waiting, setWaiting] = useState(0);
  const scripted = store.frames.flatMap(({ hasScript }, index) => (hasScript ? [index] : []));

  const receive = (index: number, message: MessageToPage) => {
    const add = (change: Partial<Findings>) =>
      setFound((current) => ({
        ...current,
        [index]: { scripts: [], violations: undefined, ...current[index], ...change },
      }));
    if (message.kind === 'scripts') add({ scripts: message.scripts });
    if (message.kind === 'axe') {
      add({ violations: message.violations });
      setWaiting((count) => Math.max(0, count - 1));
    }
  };
  const findings = scripted.flatMap((index): FrameFindings[] => {
    const frame = store.frames[index];
    const known = found[index];
    if (!frame || !known) return [];
    const language = languages[frame.language]?.name ?? frame.language;
    return [{ title: t('playground.frame', { number: index + 1, language }), ...known }];
  });
  return (
    <>
      <PreviewPane store={store} axeRun={axeRun} onMessage={receive} />
      <ResultPane
        store={store}
        findings={findings}
        isAxeRunning={waiting > 0}
        onRunAxe={() => {
          setWaiting(scripted.length);
          setAxeRun((count) => count + 1);
        }}
      />
    </>
  );
}

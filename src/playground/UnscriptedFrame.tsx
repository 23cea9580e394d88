import { useEffect, useId, useRef } from 'react';
import { pagePaths } from '../../shared/page.ts';
import { documentNames, type PlaygroundDocuments } from '../../shared/playground.ts';
import type { FrameSettings } from './frame-settings.ts';
import { useSettled } from './use-settled.ts';

interface UnscriptedFrameProps {
  title: string;
  settings: FrameSettings;
  documents: PlaygroundDocuments;
}

/** Renders a frame in which no script runs: the documents are submitted to it, and the server renders its form. */
export function UnscriptedFrame({ title, settings, documents }: UnscriptedFrameProps) {
  const name = useId();
  const form = useRef<HTMLFormElement>(null);
  const settled = useSettled(documents);
  const { language } = settings;
  useEffect(() => {
    // The fields of the form below hold these.
    if (settled && language) form.current?.submit();
  }, [settled, language]);
  return (
    <>
      <form ref={form} method="post" action={pagePaths.preview} target={name} hidden>
        {documentNames.map((field) => (
          <input key={field} type="hidden" name={field} value={settled[field]} />
        ))}
        <input type="hidden" name="language" value={language} />
      </form>
      <iframe
        className={`frame frame-${settings.width} frame-${settings.theme}`}
        title={title}
        name={name}
        sandbox="allow-forms allow-same-origin"
      />
    </>
  );
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type JsonObject, type JsonValue, unwrapRoot } from 'schema-form';
import type { DocumentName, PlaygroundDocuments } from '../../shared/playground.ts';
import { usePageState } from '../pages/page-state.tsx';
import type { FrameValues } from './frame-messages.ts';
import { createFrames, type FrameSettings, readFrames } from './frame-settings.ts';
import { readFragment, writeFragment } from './state-in-fragment.ts';
import { type FormsState, type MadeForms, useForms } from './use-forms.ts';
import { useSettled } from './use-settled.ts';

/** The values in the forms. */
export interface CurrentValues extends FrameValues {
  /** The index of the frame in which they were typed; null if they come from the editor of the data. */
  from: number | null;
}

/** The state of the live playground. */
export interface PlaygroundStore {
  documents: PlaygroundDocuments;
  /** Changes when other documents take the place of those in the editors. */
  revision: number;
  frames: readonly FrameSettings[];
  forms: FormsState;
  values: CurrentValues | null;
  setDocument(name: DocumentName, text: string): void;
  setFrames(frames: readonly FrameSettings[]): void;
  /** Adopts the values in a frame. */
  setValues(values: FrameValues, from: number, isTyped: boolean): void;
  /** Returns the address of this state; null if it is too long for one. */
  getLink(): Promise<string | null>;
}

/** Returns the state of the playground; `isLive` once script runs. */
export function usePlayground(initial: PlaygroundDocuments, isLive: boolean): PlaygroundStore {
  const { site, language } = usePageState().state;
  const { languages } = site;
  const [documents, setDocuments] = useState(initial);
  const [edited, setEdited] = useState({ ...initial, dataEdits: 0 });
  const [revision, setRevision] = useState(0);
  const [frames, setFrames] = useState<readonly FrameSettings[]>(() => createFrames(languages, language));
  const [values, setValues] = useState<CurrentValues | null>(null);

  const latest = useRef(documents);
  latest.current = documents;
  const readData = useCallback(() => latest.current.data, []);
  const frameLanguages = useMemo(
    () => [...new Set([language, ...frames.map((frame) => frame.language)])],
    [language, frames],
  );
  const forms = useForms(edited, frameLanguages, { isLive, readData });
  const { made } = forms;
  const isWrapped = made?.is_wrapped ?? false;

  // Data that were edited replace the values in the forms, and so do those of a form that is wrapped and the one before is
  // not: in the same rendering, so that no frame gets a form with values of another one.
  const [adopted, setAdopted] = useState<Pick<MadeForms, 'dataEdits' | 'is_wrapped'> | null>(null);
  const [form] = Object.values(made?.forms ?? {});
  if (made && form && (made.dataEdits !== adopted?.dataEdits || made.is_wrapped !== adopted.is_wrapped)) {
    setAdopted(made);
    setValues({ data: form.data, payload: form.data, from: null });
  }

  const setDocument = useCallback((name: DocumentName, text: string) => {
    if (latest.current[name] === text) return;
    const next = { ...latest.current, [name]: text };
    latest.current = next;
    setDocuments(next);
    const edits = name === 'data' ? 1 : 0;
    setEdited(({ dataEdits }) => ({ ...next, dataEdits: dataEdits + edits }));
  }, []);

  const adopt = (given: FrameValues, from: number, isTyped: boolean) => {
    // A frame that fills in defaults changes what is sent, and nobody has typed that.
    if (!isTyped) {
      setValues((current) => (current ? { ...current, payload: given.payload } : current));
      return;
    }
    const text = print(isWrapped ? unwrapRoot(given.data) : given.data);
    setValues({ ...given, from });
    setDocuments((current) => ({ ...current, data: text }));
  };

  const link = useLinkedState(documents, frames, (state) => {
    latest.current = state.documents;
    setDocuments(state.documents);
    setEdited(({ dataEdits }) => ({ ...state.documents, dataEdits: dataEdits + 1 }));
    setRevision((count) => count + 1);
    setFrames((current) => readFrames(state.frames, languages) ?? current);
  });

  return {
    documents,
    revision,
    frames,
    forms,
    values,
    setDocument,
    setFrames,
    setValues: adopt,
    getLink: link,
  };
}

/** Keeps the state in the fragment of the address, and adopts that of another fragment. */
function useLinkedState(
  documents: PlaygroundDocuments,
  frames: readonly FrameSettings[],
  onState: (state: { documents: PlaygroundDocuments; frames?: JsonValue | undefined }) => void,
): () => Promise<string | null> {
  const adopt = useRef(onState);
  adopt.current = onState;
  const written = useRef<string | null>(null);
  useEffect(() => {
    const read = async () => {
      const { hash } = window.location;
      if (hash === written.current) return;
      const state = await readFragment(hash);
      if (state && window.location.hash === hash) adopt.current(state);
    };
    void read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);

  const state = useMemo(() => ({ documents, frames }), [documents, frames]);
  const settled = useSettled(state);
  const [first] = useState(state);
  useEffect(() => {
    // An address that says the same already stays short.
    if (settled === first) return;
    let isCurrent = true;
    void writeFragment(settled.documents, settled.frames).then((fragment) => {
      if (!isCurrent) return;
      written.current = fragment ?? '';
      const { pathname, search } = window.location;
      window.history.replaceState(window.history.state, '', pathname + search + (fragment ?? ''));
    });
    return () => {
      isCurrent = false;
    };
  }, [settled, first]);

  return async () => {
    const fragment = await writeFragment(documents, frames);
    return fragment === null ? null : window.location.origin + window.location.pathname + fragment;
  };
}

function print(value: JsonObject | JsonValue): string {
  return JSON.stringify(value, null, 2);
}

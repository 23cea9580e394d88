import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type SendFile, useFormContext } from '../context/form-context.ts';
import { type FileRules, findFileError, getFileErrorText } from '../model/files.ts';
import { isJsonObject } from '../model/json-schema.ts';
import type { ControlProps } from './control-props.ts';
import { openAround } from './open-around.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { getEmptyValue } from './use-text-input.ts';

/** What an upload control is doing. */
type Task =
  | {
      kind: 'sending';
      name: string;
      share: number;
      /** Whether the form is to be submitted as soon as it is done. */
      isAwaited: boolean;
    }
  | { kind: 'failed'; messages: readonly string[]; canRetry: boolean };

export type UploadProps = Pick<ControlProps, 'schema' | 'uiSchema' | 'value' | 'onChange'>;

interface UploadOptions {
  rules: FileRules;
  /** The name of the field. */
  field: string;
  isList: boolean;
  input: RefObject<HTMLInputElement | null>;
  /** Announces a text to screen readers. */
  say(text: string): void;
}

/**
 * Sends the chosen files one after the other, and commits the values that stand for them. The form is not submitted
 * while a file is being sent, nor after one failed until a person retries or cancels.
 */
export function useUpload(props: UploadProps, { rules, field, isList, input, say }: UploadOptions) {
  const { schema, uiSchema, value, onChange } = props;
  const { texts, locale, files } = useFormContext();
  if (!files) throw new Error('A form with a field for files needs `files` in its context');
  const { translate } = files;
  const isHydrated = useIsHydrated();
  const [task, setTask] = useState<Task | null>(null);
  const [initial] = useState(value);
  const running = useRef<AbortController | null>(null);
  const waiting = useRef<File[]>([]);
  /** Set when the form was submitted meanwhile; the button is the one that was pressed. */
  const awaited = useRef<{ button: HTMLElement | null } | null>(null);
  // The latest value: the next file may be done before the form has rendered it.
  const current = useRef(value);
  const shown = useRef(value);
  if (shown.current !== value) current.current = value;
  shown.current = value;

  const send = isDataUrl(schema) || isDataUrl(schema.items) ? readAsDataUrl : files.send;
  const set = (next: unknown) => {
    current.current = next;
    onChange(next);
  };
  const end = () => {
    running.current?.abort();
    running.current = null;
    waiting.current = [];
    awaited.current = null;
    setTask(null);
  };
  const fail = (messages: readonly string[], canRetry: boolean) => {
    running.current = null;
    awaited.current = null;
    setTask({ kind: 'failed', messages, canRetry });
    say(messages.join(' '));
  };
  /** Delays a submission until the files are sent. */
  const holdBack = (event: SubmitEvent) => {
    // A hidden step delays nothing: leaving that step does.
    if (!task || !input.current || input.current.closest('[hidden]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    openAround(input.current);
    if (task.kind === 'failed') return input.current.focus();
    awaited.current = { button: event.submitter };
    setTask({ ...task, isAwaited: true });
    say(translate('waits'));
  };

  const start = async () => {
    if (!send) return;
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const refused: string[] = [];
    for (let file = waiting.current[0]; file; file = waiting.current[0]) {
      const { name } = file;
      const fault = findFileError(rules, file);
      if (fault) {
        refused.push(getFileErrorText(fault, name, rules, locale, translate));
      } else {
        setTask({ kind: 'sending', name, share: 0, isAwaited: awaited.current !== null });
        say(translate('sending', { name }));
        const onProgress = (share: number) =>
          setTask((now) => (now?.kind === 'sending' && !signal.aborted ? { ...now, share } : now));
        const outcome = await send(file, { field, signal, onProgress });
        if (signal.aborted) return;
        if (outcome.kind === 'sent') {
          const { value: sent } = outcome;
          // The form may be submitted right after it.
          flushSync(() => set(isList ? [...toTexts(current.current), sent] : sent));
          say(texts.added(name));
        } else if (outcome.message === null) {
          return fail([...refused, translate('failed', { name })], true);
        } else refused.push(outcome.message);
      }
      waiting.current = waiting.current.slice(1);
    }
    // The button that has the focus may disappear.
    if (input.current && isAbout(input.current)) input.current.focus();
    if (refused.length > 0) return fail(refused, false);
    const submit = awaited.current;
    flushSync(end);
    if (submit) input.current?.form?.requestSubmit(submit.button);
  };
  const choose = (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    running.current?.abort();
    waiting.current = isList ? [...waiting.current, ...chosen] : [...chosen];
    // The same file can then be chosen again.
    if (input.current) input.current.value = '';
    void start();
  };

  const latest = useRef({ choose, set, end, holdBack });
  latest.current = { choose, set, end, holdBack };
  useEffect(() => {
    const isOwn = ({ target }: Event) => target === input.current?.form;
    const submit = (event: SubmitEvent) => isOwn(event) && latest.current.holdBack(event);
    const reset = (event: Event) => isOwn(event) && latest.current.set(initial);
    // Capturing listeners of the window run before those of the form.
    window.addEventListener('submit', submit, true);
    window.addEventListener('reset', reset, true);
    return () => {
      window.removeEventListener('submit', submit, true);
      window.removeEventListener('reset', reset, true);
      latest.current.end();
    };
  }, [input, initial]);
  useEffect(() => {
    // Files that were chosen before hydration.
    if (isHydrated) latest.current.choose([...(input.current?.files ?? [])]);
  }, [isHydrated, input]);

  return {
    task,
    canSend: send !== null,
    choose,
    retry() {
      input.current?.focus();
      void start();
    },
    cancel() {
      input.current?.focus();
      end();
    },
    remove(index: number) {
      const left = toTexts(current.current).filter((_, position) => position !== index);
      set(left.length > 0 ? left : getEmptyValue(uiSchema));
    },
  };
}

function isDataUrl(schema: unknown): boolean {
  return isJsonObject(schema) && schema.format === 'data-url';
}

/** The texts of a value, which is a list or one text. */
export function toTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (entry): entry is string => typeof entry === 'string' && entry !== '',
  );
}

/** Whether the focus is in the control or nowhere. */
function isAbout(input: HTMLInputElement): boolean {
  const { activeElement } = document;
  return activeElement === document.body || Boolean(input.closest('.upload')?.contains(activeElement));
}

const readAsDataUrl: SendFile = (file) =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.addEventListener('loadend', () => {
      const { result } = reader;
      if (typeof result !== 'string') return resolve({ kind: 'failed', message: null });
      const value = result.replace(';base64', `;name=${encodeURIComponent(file.name)};base64`);
      resolve({ kind: 'sent', value });
    });
    reader.readAsDataURL(file);
  });

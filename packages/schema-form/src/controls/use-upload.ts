import type { WidgetProps } from '@rjsf/utils';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type SendFile, useFormSurroundings } from '../context/form-texts.ts';
import { openAround } from '../fields/templates/ErrorSummary.tsx';
import { type FileRules, findFileFault, getFileFaultText } from '../model/files.ts';
import { isJsonObject } from '../model/json-schema.ts';
import { useIsHydrated } from './use-is-hydrated.ts';

/** What a field for files is about. */
type Task =
  | {
      kind: 'sending';
      name: string;
      share: number;
      /** Somebody wants to submit the form. */
      isAwaited: boolean;
    }
  | { kind: 'failed'; messages: readonly string[]; canRetry: boolean };

interface UploadOptions {
  rules: FileRules;
  /** The name of the field. */
  field: string;
  isList: boolean;
  input: RefObject<HTMLInputElement | null>;
  /** Tells those who don't see it. */
  say(text: string): void;
}

/**
 * Sends the files that are chosen, one after the other, and puts what stands for them into the
 * field's value. The form is not submitted before that is done: neither while a file is under way
 * nor while one could not be sent and nobody has said what to do about it.
 */
export function useUpload(props: WidgetProps, { rules, field, isList, input, say }: UploadOptions) {
  const { schema, value, options, onChange } = props;
  const { texts, locale, files } = useFormSurroundings();
  if (!files) throw new Error('A form with a field for files needs `files` in its surroundings');
  const { translate } = files;
  const isHydrated = useIsHydrated();
  const [task, setTask] = useState<Task | null>(null);
  const [initial] = useState(value);
  const running = useRef<AbortController | null>(null);
  const waiting = useRef<File[]>([]);
  /** Whoever wants to submit the form meanwhile, and the button that was pressed. */
  const awaited = useRef<{ button: HTMLElement | null } | null>(null);
  // What the value is to be by now, which the form hears of a little later.
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
  /** Somebody wants to submit the form. */
  const holdBack = (event: SubmitEvent) => {
    // In another step it waits until that one is to be left.
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
      const fault = findFileFault(rules, file);
      if (fault) {
        refused.push(getFileFaultText(fault, name, rules, locale, translate));
      } else {
        setTask({ kind: 'sending', name, share: 0, isAwaited: awaited.current !== null });
        say(translate('sending', { name }));
        const onProgress = (share: number) =>
          setTask((now) => (now?.kind === 'sending' && !signal.aborted ? { ...now, share } : now));
        const outcome = await send(file, { field, signal, onProgress });
        if (signal.aborted) return;
        if (outcome.kind === 'sent') {
          const { value: sent } = outcome;
          // At once, since it may be submitted next.
          flushSync(() => set(isList ? [...toTexts(current.current), sent] : sent));
          say(texts.added(name));
        } else if (outcome.message === null) {
          return fail([...refused, translate('failed', { name })], true);
        } else refused.push(outcome.message);
      }
      waiting.current = waiting.current.slice(1);
    }
    // The button that has the focus may go.
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
    // So that the same file can be chosen again.
    if (input.current) input.current.value = '';
    void start();
  };

  const latest = useRef({ choose, set, end, holdBack });
  latest.current = { choose, set, end, holdBack };
  useEffect(() => {
    const isOwn = ({ target }: Event) => target === input.current?.form;
    const submit = (event: SubmitEvent) => isOwn(event) && latest.current.holdBack(event);
    const reset = (event: Event) => isOwn(event) && latest.current.set(initial);
    // Here it is heard before the form itself hears it.
    window.addEventListener('submit', submit, true);
    window.addEventListener('reset', reset, true);
    return () => {
      window.removeEventListener('submit', submit, true);
      window.removeEventListener('reset', reset, true);
      latest.current.end();
    };
  }, [input, initial]);
  useEffect(() => {
    // What was chosen before the script came.
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
      set(left.length > 0 ? left : options.emptyValue);
    },
  };
}

function isDataUrl(schema: unknown): boolean {
  return isJsonObject(schema) && schema.format === 'data-url';
}

/** The texts that a value has, in a list or alone. */
export function toTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (entry): entry is string => typeof entry === 'string' && entry !== '',
  );
}

/** Whether the focus is in a field or nowhere. */
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

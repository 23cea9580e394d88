import { type RefObject, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type SendFile, useFormContext } from '../context/form-context.ts';
import { type FileRules, findFileError, getFileErrorText } from '../model/files.ts';
import { isJsonObject } from '../model/json-schema.ts';
import type { ControlProps } from './control-props.ts';
import { openAround } from './open-around.ts';
import { prepareFile } from './prepare-file.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { getEmptyValue } from './use-text-input.ts';

/** The current task of an upload control. */
type Task =
  | {
      kind: 'sending';
      name: string;
      share: number;
      /** Whether the form is submitted as soon as the upload is done. */
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
 * Uploads the chosen files one after the other and commits their values. The form is not submitted during an upload,
 * nor after a failed upload until a person retries or cancels it.
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
  /** Set if the form was submitted during the upload; `button` is the submit button. */
  const awaited = useRef<{ button: HTMLElement | null } | null>(null);
  // The latest value, because the next upload may end before the form renders it.
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
  /** Delays a submission until the upload is done. */
  const holdBack = (event: SubmitEvent) => {
    // Uploads in a hidden step delay nothing, because they already delayed the step navigation.
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
    for (let chosen = waiting.current[0]; chosen; chosen = waiting.current[0]) {
      const { name } = chosen;
      setTask({ kind: 'sending', name, share: 0, isAwaited: awaited.current !== null });
      const file = await prepareFile(chosen, rules, uiSchema);
      if (signal.aborted) return;
      const error = findFileError(rules, file);
      if (error) {
        refused.push(getFileErrorText(error, name, rules, locale, translate));
      } else {
        say(translate('sending', { name }));
        const onProgress = (share: number) =>
          setTask((now) => (now?.kind === 'sending' && !signal.aborted ? { ...now, share } : now));
        const outcome = await send(file, { field, signal, onProgress });
        if (signal.aborted) return;
        if (outcome.kind === 'sent') {
          const { value: sent } = outcome;
          // The form may be submitted right after this, so it needs the value now.
          flushSync(() => set(isList ? [...toTexts(current.current), sent] : sent));
          say(texts.added(name));
        } else if (outcome.message === null) {
          return fail([...refused, translate('failed', { name })], true);
        } else refused.push(outcome.message);
      }
      waiting.current = waiting.current.slice(1);
    }
    // The focused button may disappear, so the focus moves to the input.
    if (input.current && canTakeFocus(input.current)) input.current.focus();
    if (refused.length > 0) return fail(refused, false);
    const submit = awaited.current;
    flushSync(end);
    if (submit) input.current?.form?.requestSubmit(submit.button);
  };
  const choose = (chosen: readonly File[]) => {
    if (chosen.length === 0) return;
    running.current?.abort();
    waiting.current = isList ? [...waiting.current, ...chosen] : [...chosen];
    // Clears the input, so that the same file can be chosen again.
    if (input.current) input.current.value = '';
    void start();
  };

  const latest = useRef({ choose, set, end, holdBack });
  latest.current = { choose, set, end, holdBack };
  useEffect(() => {
    const isOwn = ({ target }: Event) => target === input.current?.form;
    const submit = (event: SubmitEvent) => isOwn(event) && latest.current.holdBack(event);
    const reset = (event: Event) => isOwn(event) && latest.current.set(initial);
    // Capturing listeners of the window run before the listeners of the form.
    window.addEventListener('submit', submit, true);
    window.addEventListener('reset', reset, true);
    return () => {
      window.removeEventListener('submit', submit, true);
      window.removeEventListener('reset', reset, true);
      latest.current.end();
    };
  }, [input, initial]);
  useEffect(() => {
    // Uploads files that were chosen before hydration.
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
      say('');
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

/** Returns the texts of a value, which is a list or a single text. */
export function toTexts(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(
    (entry): entry is string => typeof entry === 'string' && entry !== '',
  );
}

/** Returns whether the focus is in the control or nowhere, so that moving it does not disturb the person. */
function canTakeFocus(input: HTMLInputElement): boolean {
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

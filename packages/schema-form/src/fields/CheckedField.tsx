import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useAfterReset } from '../controls/use-after-reset.ts';
import type { ValueNode } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';
import { ControlField } from './ControlField.tsx';

/** How long nobody has typed, in milliseconds, before the value is checked. */
const pause = 400;

/**
 * A field whose value another address is asked about (`ui:options.checkUrl`): when typing pauses, or at the latest
 * when the field is left. Nothing waits for the answer, and without an answer there is no error.
 */
export function CheckedField({ node, checkUrl }: { node: ValueNode; checkUrl: string }) {
  const { checkValue } = useFormContext();
  const store = useFormStore();
  const [error, setError] = useState<string | null>(null);
  // What is stored is the customer's own.
  const [stored] = useState(() => String(store.getValue(node) ?? ''));
  const box = useRef<HTMLDivElement>(null);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; ask(): void } | null>(null);
  const request = useRef<AbortController | null>(null);

  const stop = () => {
    clearTimeout(waiting.current?.timer);
    waiting.current = null;
    request.current?.abort();
  };
  const forget = () => {
    stop();
    setError(null);
  };
  const ask = async (text: string) => {
    stop();
    const controller = new AbortController();
    request.current = controller;
    const found = (await checkValue?.(checkUrl, text, controller.signal).catch(() => null)) ?? null;
    if (!controller.signal.aborted) setError(found);
  };
  const onInput = ({ target }: FormEvent) => {
    forget();
    const text = (target as HTMLInputElement).value.trim();
    if (text === '' || text === stored) return;
    const askNow = () => void ask(text);
    waiting.current = { timer: setTimeout(askNow, pause), ask: askNow };
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the field disappears
  useEffect(() => stop, []);
  useAfterReset(box, forget);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the events of its field bubble up to it
    <div ref={box} onInput={onInput} onBlur={() => waiting.current?.ask()}>
      <ControlField node={node} moreErrors={error === null ? noErrors : [error]} />
    </div>
  );
}

const noErrors: readonly string[] = [];

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { useAfterReset } from '../controls/use-after-reset.ts';
import type { ValueNode } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';
import { ControlField } from './ControlField.tsx';
import type { FieldControl } from './plug-ins-context.ts';

interface CheckedFieldProps {
  node: ValueNode;
  control: FieldControl;
  checkUrl: string;
}

/** The pause in typing after which the value is checked, in milliseconds. */
const pause = 400;

/**
 * Renders a field whose value is checked by the URL in `ui:options.checkUrl`: when typing pauses, or at the latest
 * when the field loses the focus. The check blocks nothing, and a check that fails reports no error.
 */
export function CheckedField({ node, control, checkUrl }: CheckedFieldProps) {
  const { checkValue } = useFormContext();
  const store = useFormStore();
  const [error, setError] = useState<string | null>(null);
  // The stored value belongs to this customer, so it is not checked.
  const [stored] = useState(() => String(store.getValue(node) ?? ''));
  const box = useRef<HTMLDivElement>(null);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; ask(): void } | null>(null);
  const request = useRef<AbortController | null>(null);

  const stop = () => {
    clearTimeout(waiting.current?.timer);
    waiting.current = null;
    request.current?.abort();
  };
  const clear = () => {
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
    clear();
    const text = (target as HTMLInputElement).value.trim();
    if (text === '' || text === stored) return;
    const askNow = () => void ask(text);
    waiting.current = { timer: setTimeout(askNow, pause), ask: askNow };
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs only when the field unmounts
  useEffect(() => stop, []);
  useAfterReset(box, clear);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: handles events that bubble up from its field
    <div ref={box} onInput={onInput} onBlur={() => waiting.current?.ask()}>
      <ControlField node={node} {...control} moreErrors={error === null ? noErrors : [error]} />
    </div>
  );
}

const noErrors: readonly string[] = [];

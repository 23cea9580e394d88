import type { FieldProps } from '@rjsf/utils';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { useAfterReset } from '../controls/use-after-reset.ts';
import { getOwnErrors } from '../model/all-errors.ts';
import { type ErrorSchema, getUiOption, type UiSchema } from '../model/json-schema.ts';
import { LeafField } from './LeafField.tsx';

/** In milliseconds: when typing has stopped. */
const restingTime = 400;

/**
 * A field whose value somebody else is asked about (`ui:options.checkUrl`): when typing stops, or at
 * the latest when the field is left. Nothing waits for the answer, and no answer is no fault.
 */
export function CheckedField(props: FieldProps) {
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const errors = props.errorSchema as ErrorSchema | undefined;
  const { checkValue } = useFormSurroundings();
  const [fault, setFault] = useState<string | null>(null);
  // What is stored already is the customer's own.
  const [own] = useState(() => String(props.formData ?? ''));
  const box = useRef<HTMLDivElement>(null);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; ask(): void } | null>(null);
  const asking = useRef<AbortController | null>(null);

  const stop = () => {
    clearTimeout(waiting.current?.timer);
    waiting.current = null;
    asking.current?.abort();
  };
  const forget = () => {
    stop();
    setFault(null);
  };
  const ask = async (text: string) => {
    stop();
    const request = new AbortController();
    asking.current = request;
    const address = String(getUiOption(uiSchema, 'checkUrl'));
    const found = (await checkValue?.(address, text, request.signal).catch(() => null)) ?? null;
    if (!request.signal.aborted) setFault(found);
  };
  const onInput = ({ target }: FormEvent) => {
    forget();
    const text = (target as HTMLInputElement).value.trim();
    if (text === '' || text === own) return;
    const askNow = () => void ask(text);
    waiting.current = { timer: setTimeout(askNow, restingTime), ask: askNow };
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the field goes
  useEffect(() => stop, []);
  useAfterReset(box, forget);

  const all = useMemo(
    () => (fault === null ? errors : { ...errors, __errors: [...(getOwnErrors(errors) ?? []), fault] }),
    [errors, fault],
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what happens in its field comes up to it
    <div ref={box} onInput={onInput} onBlur={() => waiting.current?.ask()}>
      <LeafField {...props} errorSchema={all as never} />
    </div>
  );
}

import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormActions, type JsonObject, omitHidden, SchemaForm } from 'schema-form';
import { pagePaths } from '../../shared/page.ts';
import { checkValue } from '../api/check-value.ts';
import { useFormContextValue } from '../pages/use-form-context-value.ts';
import { useFormValidation } from '../pages/use-form-validation.ts';
import { Button } from '../ui/Button.tsx';
import { reportScripts } from './report-scripts.ts';
import { type ReceivedForm, sendToPage } from './use-page-messages.ts';

interface FramedFormProps {
  received: ReceivedForm;
  /** The values that the page last sent; null for those that came with the form. */
  data: JsonObject | null;
  /** The values in the form, which outlive this component. */
  values: RefObject<KeptValues | null>;
}

export interface KeptValues {
  data: JsonObject;
  /** The values of a wrapped form are no values of another one. */
  isWrapped: boolean;
}

/** Renders the form that the page around this frame sends, and sends back what is typed into it. */
export function FramedForm({ received, data, values }: FramedFormProps) {
  const { t } = useTranslation('playground');
  const { form, loaded, isWrapped } = received;
  const context = useFormContextValue(checkValue);
  const [initial] = useState(() =>
    values.current?.isWrapped === isWrapped ? values.current.data : form.data,
  );
  const [isValid, setIsValid] = useState(false);
  const { replacement, isApplying } = useReplacement(data, values);
  const validate = useFormValidation(form, loaded);
  const send = (all: JsonObject, payload: JsonObject, isTyped: boolean) => {
    values.current = { data: all, isWrapped };
    sendToPage({ kind: 'values', values: { data: all, payload }, isTyped });
  };
  const sendInitial = useRef(send);
  sendInitial.current = send;
  useEffect(() => {
    const present = values.current?.isWrapped === isWrapped ? values.current.data : initial;
    sendInitial.current(present, omitHidden(form.schema, present), false);
    return reportScripts(form.validator);
  }, [form, values, initial, isWrapped]);
  return (
    <SchemaForm
      schema={form.schema}
      uiSchema={form.ui_schema}
      data={initial}
      savedDraft={replacement}
      validate={validate}
      parts={loaded.parts}
      context={context}
      action={pagePaths.preview}
      onChange={(all, getVisible) => {
        setIsValid(false);
        send(all, getVisible(), !isApplying.current);
      }}
      onInvalid={() => setIsValid(false)}
      onSubmit={() => setIsValid(true)}
    >
      <FormActions submit={<Button>{t('playground.send')}</Button>} />
      <p className="form-valid" role="status">
        {isValid && t('playground.valid')}
      </p>
    </SchemaForm>
  );
}

/**
 * Returns what replaces the values in the form when the page sends others, and whether the form is applying it at the
 * moment: such a change is not sent back as typed.
 */
function useReplacement(data: JsonObject | null, values: RefObject<KeptValues | null>) {
  const [atStart] = useState(data);
  const isApplying = useRef(false);
  const replacement = useMemo(() => {
    if (data === null || data === atStart) return null;
    const removed = Object.keys(values.current?.data ?? {}).filter((key) => !Object.hasOwn(data, key));
    const cleared = Object.fromEntries(removed.map((key): [string, undefined] => [key, undefined]));
    return { ...cleared, ...data } as JsonObject;
  }, [data, atStart, values]);
  // The form applies it in an effect: after the layout effects, and before the effects of this component.
  useLayoutEffect(() => {
    isApplying.current = replacement !== null;
  }, [replacement]);
  useEffect(() => {
    isApplying.current = false;
  });
  return { replacement, isApplying };
}

import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormActions, type JsonObject, SchemaForm, useFormData } from 'schema-form';
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
}

/** Renders the form that the page around this frame sends, and sends back what is typed into it. */
export function FramedForm({ received, data }: FramedFormProps) {
  const { t } = useTranslation('playground');
  const { form, loaded } = received;
  const context = useFormContextValue(checkValue);
  // Those that the page has now. Another form keeps the values that are in this one.
  const [initial] = useState(form.data);
  const values = useRef<JsonObject>(initial);
  const [isValid, setIsValid] = useState(false);
  const { replacement, isApplying } = useReplacement(data, values);
  const validate = useFormValidation(form, loaded);
  const send = (all: JsonObject, payload: JsonObject, isTyped: boolean) => {
    values.current = all;
    sendToPage({ kind: 'values', values: { data: all, payload }, isTyped });
  };
  useEffect(() => reportScripts(form.validator), [form]);
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
      <InitialValues form={form} onValues={(all, payload) => send(all, payload, false)} />
      <FormActions submit={<Button>{t('playground.send')}</Button>} />
      <p className="form-valid" role="status">
        {isValid && t('playground.valid')}
      </p>
    </SchemaForm>
  );
}

interface InitialValuesProps {
  form: ReceivedForm['form'];
  onValues(all: JsonObject, payload: JsonObject): void;
}

/** Reports the values that a form begins with. They contain its defaults, and nobody has changed anything. */
function InitialValues({ form, onValues }: InitialValuesProps) {
  const data = useFormData();
  const report = useRef(() => {});
  report.current = () => onValues(data.getData(), data.getVisible());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another form has other defaults
  useEffect(() => report.current(), [form]);
  return null;
}

/**
 * Returns what replaces the values in the form when the page sends others, and whether the form is applying it at the
 * moment: such a change is not sent back as typed.
 */
function useReplacement(data: JsonObject | null, values: RefObject<JsonObject>) {
  const [atStart] = useState(data);
  const isApplying = useRef(false);
  const replacement = useMemo(() => {
    if (data === null || data === atStart) return null;
    const removed = Object.keys(values.current).filter((key) => !Object.hasOwn(data, key));
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

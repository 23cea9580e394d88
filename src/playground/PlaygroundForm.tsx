import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormActions, type JsonObject, SchemaForm, unwrapRoot } from 'schema-form';
import { type PlaygroundState, pagePaths } from '../../shared/page.ts';
import { checkValue } from '../api/check-value.ts';
import { usePageState } from '../pages/page-state.tsx';
import { useFormContextValue } from '../pages/use-form-context-value.ts';
import { useFormValidation } from '../pages/use-form-validation.ts';
import type { LoadedForm } from '../queries/profile.ts';
import { Alert } from '../ui/Alert.tsx';
import { Button } from '../ui/Button.tsx';

interface PlaygroundFormProps {
  playground: PlaygroundState;
  form: NonNullable<PlaygroundState['form']>;
  parts: LoadedForm;
  /** The path that the form is submitted to without script. */
  action: string;
}

/** Renders the form of the playground's schema and the data that it submits. */
export function PlaygroundForm({ playground, form, parts, action }: PlaygroundFormProps) {
  const { t } = useTranslation('playground');
  const { state } = usePageState();
  const context = useFormContextValue(checkValue);
  const [payload, setPayload] = useState<JsonObject | null>(playground.payload);
  const hasErrors = Object.keys(form.errors).length > 0;
  const [isValid, setIsValid] = useState(playground.payload !== null && !hasErrors);
  const validate = useFormValidation(form, parts);
  return (
    <>
      {isValid && (
        <Alert look="success">
          <p>{t('playground.valid')}</p>
        </Alert>
      )}
      <SchemaForm
        schema={form.schema}
        uiSchema={form.ui_schema}
        data={form.data}
        serverErrors={form.errors}
        validate={validate}
        parts={parts.parts}
        {...(state.chosen && { chosen: state.chosen })}
        context={context}
        action={action}
        navigation={state.navigation}
        onChange={(_, getVisible) => {
          setPayload(getVisible());
          setIsValid(false);
        }}
        onInvalid={() => setIsValid(false)}
        onSubmit={(data) => {
          setPayload(data);
          setIsValid(true);
        }}
      >
        <input type="hidden" name="schema" value={playground.schema} />
        <input type="hidden" name="ui_schema" value={playground.ui_schema} />
        <input type="hidden" name="data" value={playground.data} />
        {action === pagePaths.preview && <input type="hidden" name="language" value={state.language} />}
        <FormActions submit={<Button>{t('playground.send')}</Button>} />
      </SchemaForm>
      {payload && (
        <>
          <h2 className="part-title">{t('playground.payload')}</h2>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by keyboard too */}
          <pre className="code-block" dir="ltr" tabIndex={0}>
            {JSON.stringify(playground.isWrapped ? unwrapRoot(payload) : payload, null, 2)}
          </pre>
        </>
      )}
    </>
  );
}

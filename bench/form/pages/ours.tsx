import { createRoot } from 'react-dom/client';
import {
  createFormValidation,
  type FormTexts,
  loadFormParts,
  loadValidator,
  SchemaForm,
  type TranslateError,
} from 'schema-form';
import { container, readPageState, reportSubmit } from './page-state.ts';

/** Our form as the edit page uses it, with the validator that the server compiled. */

const { schema, uiSchema, data, validator, texts } = readPageState();
const count = (number: number) => `${number} characters`;
const context = {
  texts: {
    ...texts,
    charactersLeft: count,
    charactersTooMany: count,
    optionsFound: count,
  } as unknown as FormTexts,
  locale: 'en-GB',
  // A table of the languages, as a host may have one: asking `Intl` takes a browser some 30 ms.
  writing: { decimal: '.', group: ',', date: ['day', 'month', 'year'] } as const,
};
const translate: TranslateError = (key, { title }) => `${title}: ${key}`;
const noErrors = {};

export async function mount(): Promise<void> {
  const [functions, parts] = await Promise.all([
    loadValidator(validator),
    loadFormParts({ schema, ui_schema: uiSchema, data }),
  ]);
  const validate = createFormValidation({ schema, ui_schema: uiSchema }, functions, translate, context);

  createRoot(container).render(
    <SchemaForm
      schema={schema}
      uiSchema={uiSchema}
      data={data}
      serverErrors={noErrors}
      validate={validate}
      parts={parts}
      context={context}
      action=""
      onChange={() => {}}
      onSubmit={reportSubmit}
      onInvalid={() => {}}
    >
      <button className="button" type="submit">
        Save
      </button>
    </SchemaForm>,
  );
}

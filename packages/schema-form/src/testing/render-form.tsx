import { renderToStaticMarkup } from 'react-dom/server';
import { english } from '../context/english.ts';
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import { loadFormParts } from '../rjsf/form-parts.ts';
import type { FormRegistry } from '../rjsf/form-registry.ts';
import { SchemaForm } from '../rjsf/SchemaForm.tsx';

interface FormOptions {
  schema: JsonSchema;
  uiSchema?: UiSchema;
  data?: JsonObject;
  serverErrors?: ErrorSchema;
  registry?: FormRegistry;
}

/** Renders a form as the server does. Each later change that a plug-in makes adds its data to `changes`. */
export async function renderForm(options: FormOptions): Promise<{ html: string; changes: JsonObject[] }> {
  const { schema, uiSchema = {}, data = {}, serverErrors = {}, registry = {} } = options;
  const parts = await loadFormParts({ schema, ui_schema: uiSchema, data }, registry);
  const changes: JsonObject[] = [];
  const html = renderToStaticMarkup(
    <SchemaForm
      {...{ schema, uiSchema, data, serverErrors, parts }}
      validate={() => ({})}
      context={english}
      action=""
      onChange={(changed) => changes.push(changed)}
      onSubmit={() => {}}
    >
      {null}
    </SchemaForm>,
  );
  return { html, changes };
}

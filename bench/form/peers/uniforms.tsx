import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { createRoot } from 'react-dom/client';
import { JSONSchemaBridge } from 'uniforms-bridge-json-schema';
import { AutoForm } from 'uniforms-unstyled';
import { container, readPageState, reportSubmit } from '../pages/page-state.ts';

/** A form of uniforms with its unstyled theme, and with Ajv as its documentation shows it. */

const { schema, data } = readPageState();
const ajv = new Ajv({ allErrors: true, useDefaults: true, strict: false });
addFormats(ajv);
let validate: ValidateFunction | null = null;
const bridge = new JSONSchemaBridge({
  schema: schema as never,
  validator: (model: object) => {
    validate ??= ajv.compile(schema);
    validate(model);
    return validate.errors?.length ? { details: validate.errors } : null;
  },
});

export function mount(): void {
  createRoot(container).render(<AutoForm schema={bridge} model={data} noValidate onSubmit={reportSubmit} />);
}

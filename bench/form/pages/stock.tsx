import Form from '@rjsf/core';
import type { RJSFSchema } from '@rjsf/utils';
import validator from '@rjsf/validator-ajv8';
import { createRoot } from 'react-dom/client';
import { container, readPageState, reportSubmit } from './page-state.ts';

/** A form of @rjsf/core with its own theme and validator, as its documentation shows it. */

const { schema, uiSchema, data } = readPageState();

export function mount(): void {
  createRoot(container).render(
    <Form
      schema={schema as RJSFSchema}
      uiSchema={uiSchema}
      formData={data}
      validator={validator}
      noHtml5Validate
      onSubmit={({ formData }) => reportSubmit(formData)}
      onError={() => {}}
    />,
  );
}

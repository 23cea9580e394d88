import type { JsonSchema7, UISchemaElement } from '@jsonforms/core';
import { JsonForms } from '@jsonforms/react';
import { vanillaCells, vanillaRenderers } from '@jsonforms/vanilla-renderers';
import { useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { GeneratedField } from '../generated-form.ts';
import { container, readPageState, reportSubmit } from '../pages/page-state.ts';

/**
 * A form of JSON Forms with its vanilla renderers. It has no submit handling, so this page shows errors from the
 * first submit on. The form keeps its data itself: when each change is passed back to it, as its documentation
 * shows, it loses characters that are typed fast.
 */

const { sections, schema, data } = readPageState();

const toControl = ({ key, kind }: GeneratedField, scope: string) => ({
  type: 'Control',
  scope: `${scope}/properties/${key}`,
  ...(kind === 'textarea' && { options: { multi: true } }),
});
const uiSchema = {
  type: 'VerticalLayout',
  elements: sections.map(({ key, title, fields }) => ({
    type: 'Group',
    label: title,
    elements: fields.map((field) => toControl(field, key === null ? '#' : `#/properties/${key}`)),
  })),
} as UISchemaElement;

function JsonFormsForm() {
  const latest = useRef<{ data: unknown; hasErrors: boolean }>({ data, hasErrors: true });
  const [checked, setChecked] = useState<unknown>(null);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setChecked(latest.current.data);
        if (checked !== null && !latest.current.hasErrors) reportSubmit(latest.current.data);
      }}
    >
      <JsonForms
        schema={schema as JsonSchema7}
        uischema={uiSchema}
        data={checked ?? data}
        renderers={vanillaRenderers}
        cells={vanillaCells}
        validationMode={checked === null ? 'ValidateAndHide' : 'ValidateAndShow'}
        onChange={({ data: changed, errors }) => {
          latest.current = { data: changed, hasErrors: Boolean(errors?.length) };
        }}
      />
      <button type="submit">Save</button>
    </form>
  );
}

export function mount(): void {
  createRoot(container).render(<JsonFormsForm />);
}

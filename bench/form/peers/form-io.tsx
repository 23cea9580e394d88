import { Form } from '@formio/react';
import { createRoot } from 'react-dom/client';
import type { GeneratedField } from '../generated-form.ts';
import { container, readPageState, reportSubmit } from '../pages/page-state.ts';

/** A form of form.io with native selects. It validates on submit. */

const { sections } = readPageState();

function toComponent({ key, title, kind, options, isRequired, minLength, maxLength }: GeneratedField) {
  const component = {
    key,
    label: title,
    input: true,
    validateOn: 'submit',
    validate: { required: isRequired ?? false, minLength, maxLength },
  };
  if (kind === 'choice') {
    const values = options?.map(([value, label]) => ({ value, label }));
    return { ...component, type: 'select', widget: 'html5', dataSrc: 'values', data: { values } };
  }
  if (kind === 'boolean') return { ...component, type: 'checkbox' };
  if (kind === 'textarea' || kind === 'email') return { ...component, type: kind };
  if (kind === 'number' || kind === 'integer') return { ...component, type: 'number' };
  return { ...component, type: 'textfield', inputType: kind === 'date' ? 'date' : 'text' };
}

const definition = {
  display: 'form',
  components: [
    ...sections.map(({ key, title, fields }) => ({
      type: 'fieldset',
      key: key ?? 'profile',
      legend: title,
      input: false,
      components: fields.map(toComponent),
    })),
    { type: 'button', action: 'submit', key: 'submit', label: 'Save', input: true },
  ],
};
const data = Object.fromEntries(
  sections.flatMap(({ fields }) =>
    fields.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])),
  ),
);

export function mount(): void {
  createRoot(container).render(
    <Form
      src={definition as never}
      submission={{ data } as never}
      onSubmit={(submission) => reportSubmit(submission.data)}
    />,
  );
}

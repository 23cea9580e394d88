import { createRoot } from 'react-dom/client';
import { Model } from 'survey-core';
import { Survey } from 'survey-react-ui';
import type { GeneratedField } from '../generated-form.ts';
import { inputTypes } from '../pages/hand-written.ts';
import { container, readPageState, reportSubmit } from '../pages/page-state.ts';

/** A form of SurveyJS with one panel per section, native selects and checkboxes. It validates on submit. */

const { sections } = readPageState();

function toQuestion({ key, title, kind, options, isRequired, minLength, maxLength }: GeneratedField) {
  const question = { name: key, title, isRequired: isRequired ?? false };
  if (kind === 'choice') {
    const choices = options?.map(([value, text]) => ({ value, text }));
    return { ...question, type: 'dropdown', renderAs: 'select', choices };
  }
  if (kind === 'textarea') return { ...question, type: 'comment' };
  if (kind === 'boolean') return { ...question, type: 'boolean', renderAs: 'checkbox' };
  const lengths = { type: 'text', minLength: minLength ?? 0, maxLength: maxLength ?? 0 };
  return {
    ...question,
    type: 'text',
    inputType: inputTypes[kind] ?? 'text',
    validators: [
      ...(kind === 'email' ? [{ type: 'email' }] : []),
      ...(minLength !== undefined || maxLength !== undefined ? [lengths] : []),
    ],
  };
}

const survey = new Model({
  checkErrorsMode: 'onComplete',
  elements: sections.flatMap(({ key, title, fields }): object[] =>
    key === null
      ? fields.map(toQuestion)
      : [{ type: 'panel', name: key, title, elements: fields.map(toQuestion) }],
  ),
});
survey.data = Object.fromEntries(
  sections.flatMap(({ fields }) =>
    fields.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]])),
  ),
);
survey.onComplete.add(() => reportSubmit(survey.data));

export function mount(): void {
  createRoot(container).render(<Survey model={survey} />);
}

/** Forms of several steps: one section of `ui:options.sections` a page, by `ui:options.steps`. */
import { type ErrorSchema, getUiOption, isJsonObject, type UiSchema } from './json-schema.ts';

/** Names of the buttons that lead to other steps; their values are the step that they are in. */
export const stepFields = {
  next: 'form_next',
  back: 'form_back',
  /** Sends the whole form from a step that is not the last. */
  finish: 'form_finish',
  /** No button: the step that the form is in, where there is one after it. */
  at: 'form_step',
  /** What Enter in a field presses where another button would come first: on to the next step, or save. */
  enter: 'form_enter',
} as const;

/** The parameter of an address that says which step is visible, by its id. */
export const stepParameter = 'step';

/** Where to go from a step. */
export interface StepMove {
  from: number;
  by: 1 | 0 | -1;
}

/** Where a form that was posted wants to go; null when it was posted to be saved. */
export function readMove(fields: Partial<Record<string, string>>): StepMove | null {
  const { [stepFields.back]: back, [stepFields.at]: at, [stepFields.enter]: enter } = fields;
  const next = fields[stepFields.next] ?? (enter === undefined ? undefined : at);
  const from = next ?? back ?? '';
  if (!/^\d{1,3}$/.test(from)) return null;
  return { from: Number(from), by: next === undefined ? -1 : 1 };
}

/** The step that a form was posted from; null when it has none, or no more. */
export function readStep({ [stepFields.at]: at = '' }: Partial<Record<string, string>>): StepMove | null {
  return /^\d{1,3}$/.test(at) ? { from: Number(at), by: 0 } : null;
}

/** Back to the step that a property is in. */
export function stayAt(uiSchema: UiSchema, key: string): StepMove {
  return { from: getStepOf(uiSchema, key), by: 0 };
}

/** The faults that keep a form from going there: those of the step that it goes on from. */
export function getMoveErrors(errors: ErrorSchema, uiSchema: UiSchema, { from, by }: StepMove): ErrorSchema {
  return pickErrors(errors, (key) => by > 0 && getStepOf(uiSchema, key) === from);
}

/** The number of the section, counted from 0, that a property is in; that of what no section names comes last. */
export function getStepOf(uiSchema: UiSchema, key: string): number {
  const sections = getUiOption(uiSchema, 'sections');
  if (!Array.isArray(sections)) return 0;
  const index = sections.findIndex(
    (section) => isJsonObject(section) && Array.isArray(section.fields) && section.fields.includes(key),
  );
  return index < 0 ? sections.length : index;
}

/** The errors of the properties that pass. */
export function pickErrors(errors: ErrorSchema, passes: (key: string) => boolean): ErrorSchema {
  return Object.fromEntries(Object.entries(errors).filter(([key]) => passes(key)));
}

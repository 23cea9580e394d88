/**
 * The steps of a form. With `ui:options.steps`, each section of `ui:options.sections` is a page of its own.
 */
import { type ErrorSchema, getUiOption, isJsonObject, type UiSchema } from './json-schema.ts';

/** The names of the buttons that lead to other steps. Most values are the number of the current step. */
export const stepFields = {
  next: 'form_next',
  back: 'form_back',
  /** A button of the list of steps. Its value is the number of the step that it leads to. */
  goTo: 'form_go_to',
  /** Submits the whole form from a step that is not the last. */
  finish: 'form_finish',
  /** A hidden field, not a button: the current step, if another one follows. */
  at: 'form_step',
  /**
   * The button for Enter in a field, if another button would come first. It goes to the next step or saves.
   */
  enter: 'form_enter',
} as const;

/** The query parameter that holds the id of the visible step. */
export const stepParameter = 'step';

/** A step navigation. */
export interface StepNavigation {
  from: number;
  by: 1 | 0 | -1;
}

/** Returns the navigation that a submitted form requests; null if it was submitted to be saved. */
export function readNavigation(fields: Partial<Record<string, string>>): StepNavigation | null {
  const { [stepFields.back]: back, [stepFields.at]: at, [stepFields.enter]: enter } = fields;
  const { [stepFields.goTo]: target } = fields;
  if (target !== undefined && isStep(target)) return { from: Number(target), by: 0 };
  const next = fields[stepFields.next] ?? (enter === undefined ? undefined : at);
  const from = next ?? back ?? '';
  if (!isStep(from)) return null;
  return { from: Number(from), by: next === undefined ? -1 : 1 };
}

/** Returns the step that a form was submitted from; null if it has no steps or no further one. */
export function readStep({
  [stepFields.at]: at = '',
}: Partial<Record<string, string>>): StepNavigation | null {
  return isStep(at) ? { from: Number(at), by: 0 } : null;
}

function isStep(text: string): boolean {
  return /^\d{1,3}$/.test(text);
}

/** Returns a navigation to the step of a property. */
export function stayAt(uiSchema: UiSchema, key: string): StepNavigation {
  return { from: getStepOf(uiSchema, key), by: 0 };
}

/** Returns the errors that prevent a navigation: going forward requires that the current step has none. */
export function getNavigationErrors(
  errors: ErrorSchema,
  uiSchema: UiSchema,
  { from, by }: StepNavigation,
): ErrorSchema {
  return pickErrors(errors, (key) => by > 0 && getStepOf(uiSchema, key) === from);
}

/**
 * Returns the index of the section that a property is in. Properties that no section names are in the last
 * one.
 */
export function getStepOf(uiSchema: UiSchema, key: string): number {
  const sections = getUiOption(uiSchema, 'sections');
  if (!Array.isArray(sections)) return 0;
  const index = sections.findIndex(
    (section) => isJsonObject(section) && Array.isArray(section.fields) && section.fields.includes(key),
  );
  return index < 0 ? sections.length : index;
}

/** Returns the errors of the properties for which `passes` returns true. */
export function pickErrors(errors: ErrorSchema, passes: (key: string) => boolean): ErrorSchema {
  return Object.fromEntries(Object.entries(errors).filter(([key]) => passes(key)));
}

import {
  changeList,
  getListProperty,
  getTopKey,
  readMove,
  readStep,
  rerenderAddress,
  type StepMove,
  showField,
  stepFields,
} from 'schema-form/server';
import { customerField } from '../../shared/customer-field.ts';
import { findLanguage, type Language } from '../../shared/languages.ts';
import { versionField } from '../../shared/page.ts';
import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import type { FormPart } from '../domain/form-part.ts';
import { takeFields } from './form-fields.ts';

/** The form of the profile as a browser without script submitted it. */
export interface SubmittedForm {
  /** Whose form it says it is; empty where it does not say so. */
  customerIds: readonly string[];
  /** The version that the form was filled in from; null where it does not say so. */
  version: string | null;
  /** The fields and files of the form itself, without those that only say what to do. */
  parts: readonly FormPart[];
}

export interface Rerender extends SubmittedForm {
  kind: 'rerender';
  /** The language that was chosen on the page; null to keep the current one. */
  language: Language | null;
  /** The step to stay at; null where the form has none, or `property` says it. */
  step: StepMove | null;
  /** The property whose other branch is to be shown; null when another button was pressed. */
  property: string | null;
}

/** What a submission of `/edit` asks for. */
export type EditIntent =
  /** Shows a submission again that was sealed when the session was over. */
  | { kind: 'restore'; sealed: string }
  /** Shows the form again with what was typed, in another language or with another branch. */
  | Rerender
  /** Changes the entries of a list or a map. */
  | (SubmittedForm & { kind: 'changeList'; property: string })
  /** Goes to another step. */
  | (SubmittedForm & { kind: 'step'; move: StepMove })
  | (SubmittedForm & { kind: 'save' });

/** Reads what a submission of `/edit` asks for from its parts and its query. */
export function readEditIntent(
  parts: readonly FormPart[],
  query: Readonly<Record<string, string>>,
): EditIntent {
  const sealed = parts.find(([name]) => name === sealedSubmissionField);
  if (sealed) return { kind: 'restore', sealed: toText(sealed[1]) };
  if (query[rerenderAddress.slice(1)] !== undefined) return readRerender(parts);
  const { taken, form } = readForm(parts, []);
  const fields = parts.map(([name, value]): [string, string] => [name, toText(value)]);
  const property = getListProperty(fields);
  // Whether a button changes a list depends on its name alone, not on the data.
  if (property !== null && changeList({}, fields)) return { kind: 'changeList', property, ...form };
  const move = readMove(taken);
  return move ? { kind: 'step', move, ...form } : { kind: 'save', ...form };
}

/** Reads a submission that is to be shown again, such as one that was sealed. */
export function readRerender(parts: readonly FormPart[]): Rerender {
  const { taken, form } = readForm(parts, [showField, 'language']);
  const show = taken[showField];
  return {
    kind: 'rerender',
    language: findLanguage(taken.language ?? ''),
    step: show === undefined ? readStep(taken) : null,
    property: show === undefined ? null : getTopKey(show),
    ...form,
  };
}

function readForm(parts: readonly FormPart[], more: readonly string[]) {
  const names: string[] = [versionField, customerField, ...Object.values(stepFields), ...more];
  const { taken, others } = takeFields(parts, names);
  const texts = Object.entries(taken).map(([name, value]) => [name, toText(value ?? '')]);
  const values: Partial<Record<string, string>> = Object.fromEntries(texts);
  const form: SubmittedForm = {
    customerIds: parts.filter(([name]) => name === customerField).map(([, value]) => toText(value)),
    version: values[versionField] || null,
    parts: others,
  };
  return { taken: values, form };
}

/** A file in the place of a text counts as its name. */
function toText(value: string | File): string {
  return typeof value === 'string' ? value : value.name;
}

import {
  changeList,
  conflictSides,
  getListProperty,
  getTopKey,
  isRemovedField,
  readNavigation,
  readRemoval,
  readStep,
  rerenderAddress,
  type StepNavigation,
  showField,
  stepFields,
} from 'schema-form/server';
import { customerField } from '../../shared/customer-field.ts';
import {
  baseField,
  confirmedField,
  conflictPrefix,
  discardField,
  undoField,
} from '../../shared/edit-fields.ts';
import { versionField } from '../../shared/page.ts';
import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import type { FormPart } from '../domain/form-part.ts';
import { takeFields } from './form-fields.ts';

/** The form of the profile as a browser without script submitted it. */
export interface SubmittedForm {
  /** The ids of the customer whose form it claims to be; `[]` if it names none. */
  customerIds: readonly string[];
  /** The version that the form was filled in from; null if the form does not contain it. */
  version: string | null;
  /** The sealed values that it was filled in from; null where it has none. */
  base: string | null;
  /** The step that it was submitted from; null in a form without steps, and in the last step. */
  at: string | null;
  /** The fields and files of the form itself, without the fields that select an action. */
  parts: readonly FormPart[];
}

export interface Rerender extends SubmittedForm {
  kind: 'rerender';
  /** The code of the language that was chosen on the page; null to keep the current one. */
  language: string | null;
  /** The step to stay at; null where the form has none, or `property` says it. */
  step: StepNavigation | null;
  /** The property whose other branch is to be shown; null when another button was pressed. */
  property: string | null;
}

/** The intent of a submission of `/edit`. */
export type EditIntent =
  /** Shows a submission again that was sealed when the session was over. */
  | { kind: 'restore'; sealed: string }
  /** Shows the form again with what was typed, in another language or with another branch. */
  | Rerender
  /** Changes the entries of a list or a map. */
  | ListChange
  /** Goes to another step. */
  | (SubmittedForm & { kind: 'step'; navigation: StepNavigation })
  | Save
  /** Leaves the form and offers to restore its input. */
  | (SubmittedForm & { kind: 'discard' })
  /** Saves the values before the last save again. */
  | { kind: 'undo'; key: string };

export interface ListChange extends SubmittedForm {
  kind: 'changeList';
  /** The property that contains the list or the map. */
  property: string;
  /** The field name of the entry that the form has to remove; null for another change. */
  removed: string | null;
}

export interface Save extends SubmittedForm {
  kind: 'save';
  /** The changes were reviewed. */
  isConfirmed: boolean;
  /** The names of the fields whose stored value was chosen in a conflict; the others keep the submitted one. */
  keepStored: ReadonlySet<string>;
}

/** Reads the intent of a submission of `/edit` from its fields and its query. */
export function readEditIntent(
  parts: readonly FormPart[],
  query: Readonly<Record<string, string>>,
): EditIntent {
  const sealed = parts.find(([name]) => name === sealedSubmissionField);
  if (sealed) return { kind: 'restore', sealed: toText(sealed[1]) };
  const undo = parts.find(([name]) => name === undoField);
  if (undo) return { kind: 'undo', key: toText(undo[1]) };
  if (query[rerenderAddress.slice(1)] !== undefined) return readRerender(parts);
  const { taken, form } = readForm(parts, []);
  if (taken[discardField] !== undefined) return { kind: 'discard', ...form };
  const fields = parts.map(([name, value]): [string, string] => [name, toText(value)]);
  const property = getListProperty(fields);
  const removal = readRemoval(parts);
  if (property !== null && removal) {
    const { form: shown } = readForm(removal.fields, []);
    return { kind: 'changeList', property, removed: removal.removed, ...shown };
  }
  // Whether a button changes a list depends on its name alone, not on the data.
  if (property !== null && changeList({}, fields)) {
    return { kind: 'changeList', property, removed: null, ...form };
  }
  const navigation = readNavigation(taken);
  if (navigation) return { kind: 'step', navigation, ...form };
  return {
    kind: 'save',
    isConfirmed: taken[confirmedField] === '1',
    keepStored: readStored(fields),
    ...form,
  };
}

function readStored(fields: readonly (readonly [string, string])[]): ReadonlySet<string> {
  const stored = fields.filter(
    ([name, side]) => name.startsWith(conflictPrefix) && side === conflictSides.stored,
  );
  return new Set(stored.map(([name]) => name.slice(conflictPrefix.length)));
}

/** Reads a submission that is to be shown again, such as one that was sealed. */
export function readRerender(parts: readonly FormPart[]): Rerender {
  const { taken, form } = readForm(parts, [showField, 'language']);
  const show = taken[showField];
  return {
    kind: 'rerender',
    language: taken.language ?? null,
    step: show === undefined ? readStep(taken) : null,
    property: show === undefined ? null : getTopKey(show),
    ...form,
  };
}

function readForm(parts: readonly FormPart[], more: readonly string[]) {
  const names: string[] = [
    ...[versionField, customerField, baseField, confirmedField, discardField],
    ...Object.values(stepFields),
    ...more,
  ];
  const own = parts.filter(([name]) => !name.startsWith(conflictPrefix) && !isRemovedField(name));
  const { taken, others } = takeFields(own, names);
  const texts = Object.entries(taken).map(([name, value]) => [name, toText(value ?? '')]);
  const values: Partial<Record<string, string>> = Object.fromEntries(texts);
  const form: SubmittedForm = {
    customerIds: parts.filter(([name]) => name === customerField).map(([, value]) => toText(value)),
    version: values[versionField] || null,
    base: values[baseField] || null,
    at: values[stepFields.at] ?? null,
    parts: others,
  };
  return { taken: values, form };
}

/** Returns the text of a field. A file in the place of a text counts as its name. */
function toText(value: string | File): string {
  return typeof value === 'string' ? value : value.name;
}

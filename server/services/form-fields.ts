import {
  applyChosenBranches,
  type ChosenBranches,
  createNumberReader,
  decodeFormBody,
  emptyUntickedGroups,
  type JsonObject,
  readChosenBranches,
  readNumbers,
} from 'schema-form/server';
import type { LanguageForm } from './profile-forms.ts';

/** The fields of a submitted form, in their order. */
export type FormFields = readonly [name: string, value: string][];

/**
 * Separates the fields of these names from the others. The names are those of a form's own buttons and
 * hidden fields; they are bare, while a property of the same name is submitted as `root[name]`. Of
 * fields with the same name the last one counts.
 */
export function takeFields<Name extends string, Value>(
  fields: readonly (readonly [string, Value])[],
  names: readonly Name[],
): { taken: Partial<Record<Name, Value>>; others: [string, Value][] } {
  const isTaken = ([name]: readonly [string, Value]) => (names as readonly string[]).includes(name);
  const taken = Object.fromEntries(fields.filter(isTaken)) as Partial<Record<Name, Value>>;
  return { taken, others: fields.filter((field) => !isTaken(field)).map(([name, value]) => [name, value]) };
}

/** Reads what a page's form submits without script: its payload, and the branches that are chosen in it. */
export function readPayload(
  { schema, notation }: Pick<LanguageForm, 'schema' | 'notation'>,
  fields: FormFields,
): { payload: JsonObject; chosen: ChosenBranches } {
  const chosen = readChosenBranches(fields);
  // With script the form holds numbers, and conditions on them must hold here too.
  const readNumber = createNumberReader(notation.writing);
  const data = readNumbers(schema, decodeFormBody(fields, readNumber), readNumber);
  return { payload: emptyUntickedGroups(schema, applyChosenBranches(schema, data, chosen)), chosen };
}

/**
 * Lets people without script undo the removal of an item of a list or an entry of a map. The page is rendered with the
 * form as it was before and with the name of the entry, which the form removes itself, as a click does with script. Until
 * the next submission, the form contains the fields of the entry under other names.
 */
import { toFieldName, toRenaming } from './field-name.ts';
import { readPress } from './form-body.ts';
import { keySuffix } from './map-changes.ts';
import { listField } from './submit-buttons.ts';

/** The actions of the buttons that restore an item of a list and an entry of a map. */
export type RestoreAction = 'restore' | 'restoreKey';

const removedName = 'removed_entry';

/** Returns the name under which a form submits a field of the entry that was removed. */
export function toRemovedName(entryName: string, fieldName: string): string {
  return removedName + fieldName.slice(entryName.length);
}

/** Returns whether a field belongs to the entry that was removed. */
export function isRemovedField(name: string): boolean {
  return /^removed_entry(?:$|\[|__)/.test(name);
}

type Fields<Value> = readonly (readonly [name: string, value: Value])[];

interface Removal<Value> {
  /** The fields of the form to show, without the button. */
  fields: [name: string, value: Value][];
  /** The name of the entry that the form has to remove; null if one was restored. */
  removed: string | null;
}

/** Reads the button that removes or restores an entry; null if no such button was pressed. */
export function readRemoval<Value>(fields: Fields<Value>): Removal<Value> | null {
  const [, pressed] = fields.findLast(([name]) => name === listField) ?? [];
  const { action, path } = readPress(typeof pressed === 'string' ? pressed : '');
  if (!path) return null;
  const name = toFieldName(path);
  const others = fields.filter(([field]) => field !== listField);
  if (action === 'remove' || action === 'removeKey') {
    const isKey = (field: string) => action === 'removeKey' && field === name + keySuffix;
    // The page identifies an entry of a map by its old name.
    const kept = others.filter(([field]) => !isRemovedField(field) && !isKey(field));
    return { fields: kept.map(([field, value]) => [field, value]), removed: name };
  }
  if (action !== 'restore' && action !== 'restoreKey') return null;
  const index = Number(path.at(-1));
  const makeRoom = (key: string) =>
    /^\d+$/.test(key) && Number(key) >= index ? String(Number(key) + 1) : key;
  const rename = toRenaming(toFieldName(path.slice(0, -1)), action === 'restore' ? makeRoom : (key) => key);
  return {
    fields: others.map(([field, value]) => [
      isRemovedField(field) ? name + field.slice(removedName.length) : (rename(field) ?? field),
      value,
    ]),
    removed: null,
  };
}

import { deepEquals, type JsonObject, withoutWriteOnly } from 'schema-form/server';
import type { SavedState } from '../../shared/page.ts';
import { DatabaseBusyError } from '../store/store.ts';
import type { EditingCustomer, EditOutcome, EditServices } from './edit-outcome.ts';
import type { Profile } from './profiles.ts';
import { showProfile } from './show-profile.ts';

/**
 * Keeps the values that a save replaced, so that a browser without script can undo it, and returns their key. Null when
 * nothing changed, and when a `writeOnly` value did, since those never leave the server. `version` is the one that the
 * sender expected: without it, the replaced values are not known for sure.
 */
export async function keepUndo(
  { keptUndos }: Pick<EditServices, 'keptUndos'>,
  { profile, language }: EditingCustomer,
  saved: Profile,
  { version }: { version: string | null },
): Promise<string | null> {
  if (version === null || saved.version === profile.version) return null;
  const [{ form, stored: before }, { stored: after }] = await Promise.all([
    profile.getForm(language),
    saved.getForm(language),
  ]);
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !deepEquals(before[key], after[key]),
  );
  const hasSecret = [before, after].some((data) => {
    const visible = withoutWriteOnly(form.schema, data);
    return keys.some((key) => !deepEquals(visible[key], data[key]));
  });
  if (hasSecret || keys.length === 0) return null;
  const values: JsonObject = Object.fromEntries(keys.map((key) => [key, before[key] ?? null]));
  try {
    return await keptUndos.keep(saved.customerId, { version: saved.version, values });
  } catch (error) {
    // The profile is saved, so the answer must not be an error.
    if (error instanceof DatabaseBusyError) return null;
    throw error;
  }
}

/** Returns what the last save changed, for the page that follows it; null when there is a newer version. */
export async function readSaved(
  { keptUndos }: Pick<EditServices, 'keptUndos'>,
  { customerId, version }: Profile,
  stored: JsonObject,
  undo: string,
): Promise<SavedState | null> {
  const kept = await keptUndos.find(customerId, undo);
  if (kept?.version !== version) return null;
  const before = Object.entries({ ...stored, ...kept.values }).filter(([, value]) => value !== null);
  return { before: Object.fromEntries(before), version, undo };
}

/** Saves the values with this key again, unless the profile was saved since. */
export async function undoEdit(
  { profiles, keptUndos, getTexts }: EditServices,
  key: string,
  { profile, language }: EditingCustomer,
): Promise<EditOutcome> {
  const kept = await keptUndos.find(profile.customerId, key);
  if (!kept) return { kind: 'rejected' };
  const { form } = await profile.getForm(language);
  const result = await profiles.save(profile, {
    payload: kept.values,
    form,
    texts: getTexts(language),
    expectedVersions: [kept.version],
  });
  switch (result.kind) {
    case 'saved':
      return { kind: 'undone' };
    case 'conflict':
      return { kind: 'undoRefused', profile: result.profile };
    case 'invalid': {
      // The rules have changed since the values were stored.
      const shown = showProfile(result.profile, { form, data: result.echo, errors: result.errors });
      return { kind: 'invalid', shown, chosen: {}, navigation: null, base: null, stored: null };
    }
    default:
      return result;
  }
}

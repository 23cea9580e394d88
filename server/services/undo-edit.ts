import { deepEquals, type JsonObject, withoutWriteOnly } from 'schema-form/server';
import type { SavedState } from '../../shared/page.ts';
import type { EditOutcome, Editor, EditServices } from './edit-outcome.ts';
import type { Profile } from './profiles.ts';
import { showProfile } from './show-profile.ts';

/**
 * Seals the values that a save replaced, so that a browser without script can undo it. Null when nothing changed, when a
 * `writeOnly` value did, since those never leave the server, and when the values exceed the limit. `version` is the one
 * that the sender expected: without it, the replaced values are not known for sure.
 */
export async function sealUndo(
  { sealedUndos }: Pick<EditServices, 'sealedUndos'>,
  { profile, language }: Editor,
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
  return sealedUndos.seal(saved.customerId, { version: saved.version, values });
}

/** What the last save changed, for the page that follows it; null when there is a newer version. */
export function readSaved(
  { sealedUndos }: Pick<EditServices, 'sealedUndos'>,
  { customerId, version }: Profile,
  stored: JsonObject,
  undo: string,
): SavedState | null {
  const opened = sealedUndos.open(customerId, undo);
  if (opened?.version !== version) return null;
  const before = Object.entries({ ...stored, ...opened.values }).filter(([, value]) => value !== null);
  return { before: Object.fromEntries(before), version, undo };
}

/** Saves the sealed values again, unless the profile was saved since. */
export async function undoEdit(
  { profiles, sealedUndos, texts }: EditServices,
  sealed: string,
  { profile, language }: Editor,
): Promise<EditOutcome> {
  const opened = sealedUndos.open(profile.customerId, sealed);
  if (!opened) return { kind: 'rejected' };
  const { form } = await profile.getForm(language);
  const result = await profiles.save(profile, {
    payload: opened.values,
    form,
    texts: texts[language],
    expectedVersions: [opened.version],
  });
  switch (result.kind) {
    case 'saved':
      return { kind: 'undone' };
    case 'conflict':
      return { kind: 'undoRefused', profile: result.profile };
    case 'invalid': {
      // The rules have changed since the values were stored.
      const shown = showProfile(result.profile, { form, data: result.echo, errors: result.errors });
      return { kind: 'invalid', shown, chosen: {}, move: null, base: null, stored: null };
    }
    default:
      return result;
  }
}

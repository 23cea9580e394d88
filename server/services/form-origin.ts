import { type JsonObject, withoutWriteOnly } from 'schema-form/server';
import type { Language } from '../../shared/languages.ts';
import type { EditingCustomer, EditServices, FormOrigin, ShownForm } from './edit-outcome.ts';
import type { Profile } from './profiles.ts';
import type { SubmittedForm } from './read-edit-intent.ts';
import type { SealedValues } from './sealed-values.ts';

/** Seals the stored values of a profile, which must not include `writeOnly` ones. */
export function sealBase(
  sealedBases: SealedValues,
  { customerId, version }: Pick<Profile, 'customerId' | 'version'>,
  values: JsonObject,
): string | null {
  return sealedBases.seal(customerId, { version, values });
}

/** Returns the origin of a form that is rendered again. */
export async function getOrigin(
  { sealedBases, withPatterns }: EditServices,
  { base: sealed, version }: SubmittedForm,
  { profile, language }: EditingCustomer,
): Promise<FormOrigin> {
  if (version !== null && version !== profile.version) return { base: sealed, stored: null };
  const { form, stored: all } = await profile.getForm(language);
  const stored = await withPatterns(() => withoutWriteOnly(form.schema, all));
  return { base: sealed ?? sealBase(sealedBases, profile, stored), stored };
}

/** Returns the origin of a form after its page has changed the language, which is then no change of somebody else. */
export async function getOriginInLanguage(
  services: EditServices,
  form: SubmittedForm,
  editor: EditingCustomer,
  rerendered: { language: Language | null } & ShownForm,
): Promise<FormOrigin> {
  const { base: sealed, stored } = await getOrigin(services, form, editor);
  const { language, shown } = rerendered;
  const { customerId } = editor.profile;
  const base = sealed === null ? null : services.sealedBases.open(customerId, sealed);
  if (!language || !base) return { base: sealed, stored };
  const withLanguage = (values: JsonObject) =>
    Object.hasOwn(values, 'language') ? { ...values, language } : values;
  // The version of an older form stays, so that other changes since are found.
  const { version } = stored === null ? base : shown.profile;
  return {
    base: sealBase(services.sealedBases, { customerId, version }, withLanguage(base.values)),
    stored: stored && withLanguage(stored),
  };
}

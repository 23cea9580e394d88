import {
  type ErrorSchema,
  type JsonObject,
  type ValidatorFunctions,
  type WithPatterns,
  withoutWriteOnly,
} from 'schema-form/server';
import type { UpdateAnswer } from '../../shared/customer-api.ts';
import type { Language } from '../../shared/languages.ts';
import type { VersionedProfile } from '../../shared/page.ts';
import type { LanguageForm } from './profile-forms.ts';
import type { Profile } from './profiles.ts';

/** A profile with its form as pages show it and the API answers it, and what renders the form. */
export interface ShownProfile {
  profile: VersionedProfile;
  validators: ValidatorFunctions;
}

/** Shows the stored values of a profile, except those that are `writeOnly`. */
export async function showStored(
  withPatterns: WithPatterns,
  profile: Profile,
  language: Language,
): Promise<ShownProfile> {
  const { form, stored } = await profile.getForm(language);
  const data = await withPatterns(() => withoutWriteOnly(form.schema, stored));
  return showProfile(profile, { form, data });
}

interface Shown {
  form: LanguageForm;
  data: JsonObject;
  errors?: ErrorSchema;
  /** The version that the form was filled in from; the stored one by default. */
  version?: string | null;
}

/** Shows a profile with other data than the stored ones, such as a submission that was not saved. */
export function showProfile(
  { customerId, version: stored }: Profile,
  { form, data, errors = {}, version = null }: Shown,
): ShownProfile {
  const { schema, ui_schema, validatorUrl: validator } = form;
  return {
    profile: {
      customer_id: customerId,
      form: { schema, ui_schema, data, errors, validator },
      has_errors: Object.keys(errors).length > 0,
      version: version ?? stored,
    },
    validators: form.functions,
  };
}

/** Returns the answer of the update endpoint, whose version is in the `ETag` header. */
export function toUpdateAnswer({ profile: { version: _, ...answer } }: ShownProfile): UpdateAnswer {
  return answer;
}

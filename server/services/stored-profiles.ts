import { hasOpenQuestions, type JsonSchema, type WithPatterns } from 'schema-form/server';
import { findLanguage, type Languages } from '../../shared/languages.ts';
import { findChangedPaths, toValues } from '../domain/changed-paths.ts';
import { type Customer, type CustomerChanges, toAnswer, toChanges, toFormData } from '../domain/customer.ts';
import type { CustomerStore, FileInfo } from '../store/store.ts';
import type { Audit } from './audit.ts';
import { toSaveEvent } from './audited-profiles.ts';
import type { Files } from './files.ts';
import { processSubmission } from './process-submission.ts';
import type { ProfileForms } from './profile-forms.ts';
import type { Profile, Profiles, SaveRequest, SaveResult } from './profiles.ts';
import type { Sessions } from './sessions.ts';

interface StoredProfilesOptions {
  languages: Languages;
  customers: Pick<CustomerStore, 'update'>;
  sessions: Pick<Sessions, 'open'>;
  files: Pick<Files, 'list'>;
  profileForms: Pick<ProfileForms, 'get'>;
  /** Which entries of the audit log are stored with a save. */
  audit: Pick<Audit, 'toRecord'>;
  withPatterns: WithPatterns;
}

/** Creates the profiles that are stored in the program's own database. */
export function createStoredProfiles({
  languages,
  customers,
  sessions,
  files,
  profileForms,
  audit,
  withPatterns,
}: StoredProfilesOptions): Profiles {
  /** The entry of a save, whose paths are named by the form's schema. */
  const toAudit = (schema: JsonSchema | null) => (before: Customer, after: Customer) => {
    const changed = findChangedPaths(toValues(before), toValues(after));
    return changed.length === 0 ? null : audit.toRecord(toSaveEvent(after.customer_id, schema, changed));
  };
  const toProfile = (customer: Customer, sessionEndsAt: number | null = null): Profile => ({
    sessionEndsAt,
    customerId: customer.customer_id,
    language: findLanguage(languages, customer.language),
    version: String(customer.version),
    customer: toAnswer(customer),
    getForm(language) {
      const form = profileForms.get(language);
      return Promise.resolve({ form, stored: toFormData(customer, form.schema) });
    },
  });

  /** Stores a valid submission in one transaction. */
  const update = async (
    customerId: string,
    request: SaveRequest,
    ownFiles: readonly FileInfo[],
  ): Promise<SaveResult> => {
    let refusal: SaveResult | undefined;
    let before: Customer | undefined;
    const decide = (current: Customer) => {
      // The transaction may be retried.
      refusal = undefined;
      before = current;
      if (request.expectedVersions && !request.expectedVersions.includes(String(current.version))) {
        refusal = { kind: 'conflict', profile: toProfile(current) };
        return null;
      }
      const { schema } = request.form;
      const { data, errors, getEcho } = processSubmission(request, toFormData(current, schema), ownFiles);
      const isInvalid = Object.keys(errors).length > 0;
      const echo = isInvalid ? getEcho() : null;
      // Nothing is stored before every pattern is matched: `withPatterns` runs this again.
      if (hasOpenQuestions()) return null;
      if (echo) {
        refusal = { kind: 'invalid', profile: toProfile(current), errors, echo };
        return null;
      }
      const changes = toChanges(current, data, schema);
      return isChange(current, changes) ? changes : null;
    };
    const customer = await customers.update(customerId, decide, toAudit(request.form.schema));
    if (!customer || !before) return { kind: 'gone' };
    if (refusal) return refusal;
    const changed = findChangedPaths(toValues(before), toValues(customer));
    return { kind: 'saved', profile: toProfile(customer), changed };
  };

  return {
    async open({ sessionToken }) {
      const session = sessionToken ? await sessions.open(sessionToken) : null;
      return session && toProfile(session.customer, session.endsAt);
    },
    async save({ customerId }, request) {
      const ownFiles = await files.list(customerId, request.form);
      return withPatterns(() => update(customerId, request, ownFiles));
    },
    async setLanguage(profile, language) {
      if (!profile) return null;
      const decide = (current: Customer) => (current.language === language ? null : { language });
      const customer = await customers.update(profile.customerId, decide, toAudit(null));
      return customer && toProfile(customer);
    },
  };
}

/** Saving the values that are stored already makes no new version. */
function isChange(current: Customer, changes: CustomerChanges): boolean {
  return Object.entries(changes).some(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(current[key as keyof Customer]),
  );
}

import {
  addError,
  type ErrorSchema,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  mayHaveFiles,
  translateInto,
  type WithPatterns,
} from 'schema-form/server';
import { apiPaths, type CustomerAnswer } from '../../shared/customer-api.ts';
import { findLanguage, getLanguage, type Language, type Languages } from '../../shared/languages.ts';
import { takesKey } from '../domain/customer.ts';
import { echoSubmission } from '../services/echo-submission.ts';
import { mergeSubmission } from '../services/merge-submission.ts';
import { processSubmission } from '../services/process-submission.ts';
import type { LanguageForm } from '../services/profile-forms.ts';
import type {
  Credentials,
  FormWithValues,
  Profile,
  Profiles,
  SaveRequest,
  SaveResult,
} from '../services/profiles.ts';
import type { Caller, CallerCredentials } from './caller.ts';
import type { BackendAnswer, BackendClient } from './client.ts';
import type { CompileCache } from './compile-cache.ts';
import { type BackendForm, readCustomer } from './dialects.ts';
import { readErrors, readErrorText } from './error-formats.ts';
import { BackendError, rejectUnlessRefused, rejectUnsettled } from './errors.ts';
import { findChanges } from './find-changes.ts';
import { hashData, readStrongETag } from './form-version.ts';
import type { SandboxValidation } from './sandbox-validation.ts';

/** Reads the form in an answer of the backend; null when there is none. Throws BackendError. */
export type ReadForm = (
  answer: JsonValue | undefined,
  context: { customer: JsonObject; language: Language },
) => BackendForm | null | Promise<BackendForm | null>;

interface BackendProfilesOptions {
  languages: Languages;
  client: BackendClient;
  readForm: ReadForm;
  compileCache: Pick<CompileCache, 'get'>;
  validation: Pick<SandboxValidation, 'createValidate'>;
  withPatterns: WithPatterns;
  /** Null where calls carry cookies alone. */
  findAccessToken: FindAccessToken | null;
}

/** The access token of a session that began at an OpenID provider; null for any other. Rejects with BackendError. */
export type FindAccessToken = (sessionToken: string) => Promise<string | null>;

/** The form of a profile as the backend has it now. */
interface LoadedForm extends FormWithValues {
  version: string;
  /** What a POST sends as `If-Match`; null where the backend has no versions. */
  etag: string | null;
}

/** Creates the profiles that a backend with the Customer API stores. All methods reject with BackendError. */
export function createBackendProfiles({
  languages,
  client,
  readForm,
  compileCache,
  validation,
  withPatterns,
  findAccessToken,
}: BackendProfilesOptions): Profiles {
  const createForm = async (
    { schema: authored, ui_schema }: BackendForm,
    language: Language,
  ): Promise<LanguageForm> => {
    const { key, schema, validatorUrl } = await compileCache.get(authored);
    const validate = validatorUrl === null ? acceptAll : validation.createValidate(key, authored);
    return {
      schema,
      ui_schema,
      language,
      notation: getLanguage(languages, language),
      validatorUrl,
      mayHaveFiles: mayHaveFiles(schema, ui_schema),
      holdsAnyType: true,
      validate,
      functions: { root: validate },
    };
  };

  /** A profile with the credentials that opened it, so that its form is loaded when it is needed. */
  class BackendProfile implements Profile {
    readonly customer: CustomerAnswer;
    readonly language: Language | null;
    /** Only the backend knows. */
    readonly sessionEndsAt = null;
    readonly caller: Caller;
    readonly #answer: JsonObject;
    readonly #forms = new Map<Language, Promise<LoadedForm>>();
    /** Whether the backend has just stored a change, which its answers do not show yet. */
    readonly #isSaved: boolean;
    #version = '';

    constructor(caller: Caller, answer: JsonValue | undefined, isSaved = false) {
      this.#isSaved = isSaved;
      this.#answer = isJsonObject(answer) ? answer : {};
      this.customer = readCustomer(answer);
      this.language = findLanguage(languages, this.customer.language);
      this.caller = caller;
    }

    get customerId(): string {
      return this.customer.customer_id;
    }

    /** The version of the form that was loaded last: only the form has one. */
    get version(): string {
      return this.#version;
    }

    /** Returns the profile as it is stored now; its form is loaded again. */
    toCurrent(): BackendProfile {
      return new BackendProfile(this.caller, this.#answer);
    }

    /** Returns the profile after a save. */
    toSaved(changes: JsonObject): BackendProfile {
      return new BackendProfile(this.caller, { ...this.#answer, ...changes }, true);
    }

    getForm(language: Language): Promise<LoadedForm> {
      const known = this.#forms.get(language);
      if (known) return known;
      const loading = this.#isSaved ? this.#load(language).catch(rejectUnsettled) : this.#load(language);
      this.#forms.set(language, loading);
      return loading;
    }

    async #load(language: Language): Promise<LoadedForm> {
      const answer = await client.get(apiPaths.update, { ...this.caller, language });
      if (answer.status === 401) throw new BackendError('signedOut');
      requireSuccess(answer);
      const form = await readForm(answer.body, { customer: this.#answer, language });
      if (!form) throw new BackendError('badAnswer', { code: 'no form' });
      const etag = readStrongETag(answer.etag);
      this.#version = etag === null ? hashData(form.data) : etag.slice(1, -1);
      const own = await createForm(form, language);
      // Values that the form has no properties for are neither shown nor validated nor changed.
      const stored = Object.fromEntries(
        Object.entries(form.data).filter(([key]) => takesKey(own.schema, key)),
      );
      return { form: own, stored, version: this.#version, etag };
    }
  }

  const findCaller = async ({ cookies, sessionToken }: Credentials): Promise<CallerCredentials | null> => {
    // Against two customers in one browser: a session that began at the provider never falls back to cookies.
    if (findAccessToken && sessionToken !== null) {
      const accessToken = await findAccessToken(sessionToken);
      return accessToken === null ? null : { kind: 'token', accessToken };
    }
    return cookies && cookies.getHeader() !== '' ? { kind: 'cookies', cookies } : null;
  };

  const open = async (credentials: Credentials): Promise<BackendProfile | null> => {
    // Without a cookie or a token there is no session, and no reason to call.
    const caller = await findCaller(credentials);
    return caller && openAs({ ...caller, language: null });
  };

  const openAs = async (caller: Caller): Promise<BackendProfile | null> => {
    const answer = await client.get(apiPaths.customer, caller);
    if (answer.status === 401) return null;
    requireSuccess(answer);
    return new BackendProfile(caller, answer.body);
  };

  const update = async (profile: BackendProfile, request: SaveRequest): Promise<SaveResult> => {
    const { expectedVersions, form } = request;
    const { stored, version, etag } = await profile.getForm(form.language);
    // Without an ETag of the backend somebody else can still save between this check and the POST.
    if (expectedVersions && !expectedVersions.includes(version)) return { kind: 'conflict', profile };
    const { data, errors, echo } = await withPatterns(() => {
      const processed = processSubmission(request, stored, []);
      return { ...processed, echo: processed.getEcho() };
    });
    if (Object.keys(errors).length > 0) return { kind: 'invalid', profile, errors, echo };
    const changes = findChanges(request, { stored, data });
    if (Object.keys(changes).length === 0) return { kind: 'saved', profile, changed: [] };
    const caller = { ...profile.caller, language: form.language };
    const answer = await client
      .post(apiPaths.update, caller, changes, expectedVersions && etag)
      .catch(rejectUnlessRefused);
    if (answer.status === 401) throw new BackendError('signedOut');
    if (answer.status === 412 || answer.status === 409) {
      const current = profile.toCurrent();
      // Against a loop: a conflict without another version would be found again with every try.
      if ((await current.getForm(form.language)).version !== version)
        return { kind: 'conflict', profile: current };
    }
    const refused = readRefusal(answer, request);
    if (!refused) {
      const changed = Object.keys(changes).map((key) => [key]);
      return { kind: 'saved', profile: profile.toSaved(changes), changed };
    }
    return {
      kind: 'invalid',
      profile,
      errors: refused,
      echo: await withPatterns(() => echoSubmission(request, mergeSubmission(request, stored), refused)),
    };
  };

  const toOwn = (profile: Profile): BackendProfile => {
    if (profile instanceof BackendProfile) return profile;
    throw new TypeError('The profile is not of the backend');
  };

  return {
    open,
    save: (profile, request) => update(toOwn(profile), request),
    async setLanguage(profile, language) {
      if (!profile) return null;
      const own = toOwn(profile);
      const answer = await client.post(apiPaths.language, { ...own.caller, language }, { language });
      if (answer.status === 401) return null;
      // A backend may know fewer languages than the page, or none: then the customer keeps the one from before.
      return answer.status < 300 ? openAs(own.caller) : profile;
    },
  };
}

const acceptAll = Object.assign(() => true, { errors: [] });

function requireSuccess({ status }: BackendAnswer): void {
  if (status >= 300) throw new BackendError('badAnswer', { code: String(status) });
}

/** Returns the errors for which the backend did not store the values; null when it stored them. */
function readRefusal({ status, body }: BackendAnswer, { texts }: SaveRequest): ErrorSchema | null {
  const isRefusal = status === 400 || status === 409 || status === 422;
  const reason = readErrorText(body);
  // These refuse the request as a whole, so that only the reason that they give helps the customer.
  const hasReason = (status === 403 || status === 413) && reason !== null;
  if (!isRefusal && !hasReason && status >= 300)
    throw new BackendError('badAnswer', { code: String(status) });
  const saysSo = isJsonObject(body) && body.has_errors === true;
  const errors = readErrors(body, isRefusal || saysSo);
  if (Object.keys(errors).length > 0) return errors;
  if (!isRefusal && !saysSo && !hasReason) return null;
  const text = reason ?? translateInto(texts.errors, 'format', { title: texts.errors('whole', {}) });
  addError(errors, [], text);
  return errors;
}

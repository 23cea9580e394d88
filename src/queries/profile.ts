import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormParts, JsonObject, ValidatorFunctions } from 'schema-form';
import type { ProfileForm } from '../../shared/customer-api.ts';
import { findLanguage, type Language, type Languages } from '../../shared/languages.ts';
import { pagePaths } from '../../shared/page.ts';
import { changeLanguage, getProfile, type SaveOutcome, saveProfile } from '../api/customer.ts';
import { registry } from '../registry.tsx';
import { loadFiles } from './files.ts';
import { usePrefetch } from './prefetch.ts';
import { profileKey } from './profile-key.ts';
import { useSignedIn } from './sign-in-again.ts';

const formPartsKey = 'form-parts';

/** Returns the query for the profile with its form, whose texts are in one language. */
export function profileQuery(language: Language) {
  return queryOptions({
    queryKey: [profileKey, language],
    queryFn: getProfile,
    staleTime: 60_000,
  });
}

/** The code that rendering a form needs beside its data. */
export interface LoadedForm {
  /** The compiled validator. It is null when it could not be loaded; then only the server validates. */
  functions: ValidatorFunctions | null;
  /** The controls and plug-ins that few forms use. */
  parts: FormParts;
}

type FormToLoad = Pick<ProfileForm, 'validator' | 'schema' | 'ui_schema' | 'data'>;

/**
 * Loads the code that rendering a form needs. The form of a stranger is interpreted: a page runs no code that was made
 * from it.
 */
export async function loadForm(form: FormToLoad, isOfStranger = false): Promise<LoadedForm> {
  const { loadFormParts, loadValidator, mayHaveFiles } = await import('./form-parts.ts');
  const loadFunctions = async () => {
    if (form.validator === null) return null;
    if (!isOfStranger) return loadValidator(form.validator);
    const { createInterpreter } = await import('./interpreter.ts');
    return createInterpreter(form.schema);
  };
  const [functions, parts] = await Promise.all([
    loadFunctions().catch(() => null),
    loadFormParts(form, registry),
    mayHaveFiles(form.schema, form.ui_schema) && loadFiles(),
  ]);
  return { functions, parts };
}

export function formPartsQuery(form: FormToLoad, isOfStranger = false) {
  return queryOptions({
    queryKey: [formPartsKey, form.validator],
    queryFn: () => loadForm(form, isOfStranger),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Loads the profile, unless the client has it. Throws ApiError. */
export function loadProfile(client: QueryClient, language: Language) {
  return client.ensureQueryData(profileQuery(language));
}

/** Loads the profile and the code that rendering its form needs, unless the client has them. Throws ApiError. */
export async function loadProfileForm(client: QueryClient, language: Language) {
  const { form } = await loadProfile(client, language);
  return client.ensureQueryData(formPartsQuery(form));
}

/** Returns whether a query's data can be serialized for the browser. Functions can't. */
export function isTransferable({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[0] !== formPartsKey;
}

interface SaveRequest {
  payload: JsonObject;
  version: string;
  /** The current language of the page. Saving may change it to another one of the site. */
  language: Language;
  languages: Languages;
}

/** Saves a payload, after signing in again if the session is over. The stored profile then replaces the cached one. */
export function useSaveProfile() {
  const client = useQueryClient();
  const whenSignedIn = useSignedIn();
  const prefetch = usePrefetch();
  return useMutation({
    mutationFn: async ({ payload, version }: SaveRequest) => {
      const nextPage = prefetch(pagePaths.profile);
      const outcome = await whenSignedIn(() => saveProfile(payload, version));
      if (outcome.kind === 'saved') await nextPage;
      return outcome;
    },
    onSuccess: ({ kind, profile }: SaveOutcome, { language, languages }) => {
      if (kind === 'invalid') return;
      const next = findLanguage(languages, String(profile.form.data.language ?? '')) ?? language;
      client.removeQueries({ queryKey: [profileKey], predicate: ({ queryKey }) => queryKey[1] !== next });
      client.setQueryData(profileQuery(next).queryKey, profile);
    },
  });
}

interface LanguageChange {
  language: Language;
  /** What the page shows, to be loaded in the new language; null for a page without a profile. */
  shown: 'profile' | 'form' | null;
}

/** Changes the language on the server, and loads what the page shows in that language. */
export function useChangeLanguage() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ language, shown }: LanguageChange) => {
      await changeLanguage(language);
      if (!shown) return;
      client.removeQueries({ queryKey: profileQuery(language).queryKey });
      await (shown === 'form' ? loadProfileForm : loadProfile)(client, language);
    },
  });
}

import type { JsonObject } from 'schema-form';
import {
  apiPaths,
  type CustomerAnswer,
  type LanguageAnswer,
  type UpdateAnswer,
} from '../../shared/customer-api.ts';
import type { Language } from '../../shared/languages.ts';
import type { VersionedProfile } from '../../shared/page.ts';
import { type Answer, ApiError, request } from './request.ts';

function withVersion({ body, headers }: Answer<UpdateAnswer>): VersionedProfile {
  return { ...body, version: readVersion(headers) };
}

function readVersion(headers: Headers): string {
  return (headers.get('etag') ?? '').replace(/^W\//, '').replaceAll('"', '');
}

/** The customer. Throws ApiError: 401 when the session is over. */
export async function getCustomer(): Promise<CustomerAnswer> {
  return (await request<CustomerAnswer>(apiPaths.customer)).body;
}

/** The profile with its form, in the customer's language. */
export async function getProfile(): Promise<VersionedProfile> {
  return withVersion(await request<UpdateAnswer>(apiPaths.update));
}

export type SaveOutcome =
  | { kind: 'saved' | 'invalid'; profile: VersionedProfile }
  /** Another version was stored in the meantime; `profile` is that version. */
  | { kind: 'conflict'; profile: VersionedProfile };

/** Saves the changed values if `version` is still the stored version. Throws ApiError. */
export async function saveProfile(payload: JsonObject, version: string): Promise<SaveOutcome> {
  try {
    const answer = await request<UpdateAnswer>(apiPaths.update, {
      post: payload,
      headers: { 'if-match': `"${version}"` },
    });
    const profile = withVersion(answer);
    return { kind: profile.has_errors ? 'invalid' : 'saved', profile };
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 412) throw error;
    const body = error.body as unknown as UpdateAnswer;
    return { kind: 'conflict', profile: withVersion({ body, headers: error.headers }) };
  }
}

/** Sets the language of the customer, or of a visitor who is not signed in. Throws ApiError. */
export async function changeLanguage(language: Language): Promise<void> {
  await request<LanguageAnswer>(apiPaths.language, { post: { language } });
}

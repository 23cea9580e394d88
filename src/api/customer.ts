import type { JsonObject } from 'schema-form';
import { apiPaths, type CustomerAnswer, type UpdateAnswer } from '../../shared/customer-api.ts';
import type { Language } from '../../shared/languages.ts';
import type { VersionedProfile } from '../../shared/page.ts';
import { client, getAnswer, getData } from './client.ts';

function withVersion(body: UpdateAnswer, { headers }: Response): VersionedProfile {
  return { ...body, version: readVersion(headers) };
}

function readVersion(headers: Headers): string {
  return (headers.get('etag') ?? '').replace(/^W\//, '').replaceAll('"', '');
}

/** Returns the customer. Throws ApiError: 401 when the session is over. */
export async function getCustomer(): Promise<CustomerAnswer> {
  return getData(await getAnswer(client.GET(apiPaths.customer)));
}

/** Returns the profile with its form, in the customer's language. */
export async function getProfile(): Promise<VersionedProfile> {
  const answer = await getAnswer(client.GET(apiPaths.update));
  return withVersion(getData(answer), answer.response);
}

export type SaveOutcome =
  | { kind: 'saved' | 'invalid'; profile: VersionedProfile }
  /** Another version was stored in the meantime; `profile` is that version. */
  | { kind: 'conflict'; profile: VersionedProfile };

/** Saves the changed values if `version` is still the stored version. Throws ApiError. */
export async function saveProfile(payload: JsonObject, version: string): Promise<SaveOutcome> {
  const params = { header: { 'If-Match': `"${version}"` } };
  const answer = await getAnswer(client.POST(apiPaths.update, { params, body: payload }));
  const { error, response } = answer;
  // A proxy may answer with anything.
  if (typeof error === 'object' && error !== null && 'form' in error)
    return { kind: 'conflict', profile: withVersion(error, response) };
  const profile = withVersion(getData(answer), response);
  return { kind: profile.has_errors ? 'invalid' : 'saved', profile };
}

/** Sets the language of the customer, or of a visitor who is not signed in. Throws ApiError. */
export async function changeLanguage(language: Language): Promise<void> {
  getData(await getAnswer(client.POST(apiPaths.language, { body: { language } })));
}

import type { JsonObject } from 'schema-form';
import {
  apiPaths,
  type DemoCodeAnswer,
  demoCodePath,
  type LanguageAnswer,
  type LoginAnswer,
  type UpdateAnswer,
  type VerifyAnswer,
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

/** The profile with its form, in the customer's language. */
export async function getProfile(): Promise<VersionedProfile> {
  return withVersion(await request<UpdateAnswer>(apiPaths.update));
}

export type SaveOutcome =
  | { kind: 'saved' | 'invalid'; profile: VersionedProfile }
  /** Another version was stored in the meantime; `profile` is that one. */
  | { kind: 'conflict'; profile: VersionedProfile };

/** Saves what changed, if `version` is still the stored one. Throws ApiError. */
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

/** Makes a language the customer's, or the visitor's. Throws ApiError. */
export async function changeLanguage(language: Language): Promise<void> {
  await request<LanguageAnswer>(apiPaths.language, { post: { language } });
}

/** Asks for a code to be sent. Throws ApiError: 400 for what is no number, 429 when too often. */
export async function requestCode(mobile: string): Promise<LoginAnswer> {
  return (await request<LoginAnswer>(apiPaths.login, { post: { mobile } })).body;
}

/** Signs in. Throws ApiError: 401 for a wrong code, 429 when too often. */
export async function verifyCode(mobile: string, code: string): Promise<VerifyAnswer> {
  return (await request<VerifyAnswer>(apiPaths.verify, { post: { mobile, code } })).body;
}

/** Demo mode: the code that was "sent". */
export async function getDemoCode(): Promise<string | null> {
  return (await request<DemoCodeAnswer>(demoCodePath)).body.code;
}

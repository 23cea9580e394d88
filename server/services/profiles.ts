import type { ErrorSchema, JsonObject } from 'schema-form/server';
import type { CustomerAnswer } from '../../shared/customer-api.ts';
import type { Language } from '../../shared/languages.ts';
import type { LanguageForm } from './profile-forms.ts';
import type { Submission } from './submission.ts';

/** What a request brings to prove whose profile it may open. */
export interface Credentials {
  /** The token in the session cookie; null without one. */
  sessionToken: string | null;
  /** The cookies of a remote backend; absent where profiles are in the program's own database. */
  cookies?: CookieJar | undefined;
}

/** The backend's cookies in one request of a browser: what it sent, and what the backend sets meanwhile. */
export interface CookieJar {
  get(name: string): string | null;
  /** Returns the value of the `Cookie` header for the backend; `''` without cookies. */
  getHeader(): string;
  /** Takes the `Set-Cookie` lines of an answer of the backend; later calls send the new values. */
  receive(lines: readonly string[]): void;
  /** Removes every cookie from the browser, whatever the backend sets afterwards. */
  clear(): void;
  /** Returns the `Set-Cookie` lines for the browser. */
  getChanges(): string[];
}

/** The profile of a signed-in customer, as it was when it was opened. */
export interface Profile {
  customerId: string;
  /**
   * When the session ends unless it is used again, in milliseconds since 1970; null where that is not
   * known, and in the result of a save.
   */
  sessionEndsAt: number | null;
  /** Null where the customer has none, or one that this program does not have. */
  language: Language | null;
  /** Names the stored version; the `ETag` of the update endpoint. A remote profile knows it after `getForm`. */
  version: string;
  /** The answer of GET /customer/. */
  customer: CustomerAnswer;
  /** Returns the form of the profile in this language, and the values stored in it. */
  getForm(language: Language): Promise<FormWithValues>;
}

export interface FormWithValues {
  form: LanguageForm;
  /** The stored values in the shape of the form. `writeOnly` ones are among them: they must not be shown. */
  stored: JsonObject;
}

export interface SaveRequest extends Submission {
  /** The versions that the sender may overwrite; null: any, the last save wins. */
  expectedVersions: readonly string[] | null;
}

/** Only `saved` has stored anything. `profile` is the current one. */
export type SaveResult =
  /** `changed` are the paths of the values that this save changed. */
  | { kind: 'saved'; profile: Profile; changed: string[][] }
  | { kind: 'invalid'; profile: Profile; errors: ErrorSchema; echo: JsonObject }
  /** Another version than the expected ones is stored. */
  | { kind: 'conflict'; profile: Profile }
  /** The profile does not exist any more. */
  | { kind: 'gone' }
  /** The backend can't store it now; the same request may succeed after so many seconds. */
  | { kind: 'unavailable'; retryAfter: number };

/**
 * The only way to a profile: pages, API and files go through it. `stored-profiles.ts` implements it on
 * the program's own database, `backend/backend-profiles.ts` on a remote backend, whose methods may reject
 * with BackendError.
 */
export interface Profiles {
  /** Returns the profile that the credentials belong to; null when they are missing, wrong or expired. */
  open(credentials: Credentials): Promise<Profile | null>;
  save(profile: Profile, request: SaveRequest): Promise<SaveResult>;
  /**
   * Stores the customer's language, and returns the profile as it is then. A visitor (null) has no
   * profile to store it in. Null when there is no profile, or none any more.
   */
  setLanguage(profile: Profile | null, language: Language): Promise<Profile | null>;
}

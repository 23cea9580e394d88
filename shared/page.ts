/** The state that the server sends to a page in its HTML, beside the data of the page. */
import type { ChosenBranches, JsonObject, StepNavigation, ValidatorFunctions, Versions } from 'schema-form';
import type { ProfileForm, UpdateAnswer } from './customer-api.ts';
import type { Language } from './languages.ts';
import type { PlaygroundDocuments, PlaygroundProblem, PlaygroundWarning } from './playground.ts';
import type { Site } from './site.ts';
import type { Resources, TextPart } from './text-parts.ts';

export const pagePaths = {
  profile: '/',
  edit: '/edit',
  signIn: '/sign-in',
  /** Leads on to a login page elsewhere. */
  backendSignIn: '/sign-in/continue',
  /** Leads on to the OpenID provider. */
  oidc: '/sign-in/oidc',
  /** Where the OpenID provider leads back to, after signing in and after signing out. */
  oidcCallback: '/sign-in/oidc/callback',
  oidcSignedOut: '/sign-in/oidc/signed-out',
  language: '/language',
  signOut: '/sign-out',
  playground: '/playground',
  /** The form of the playground alone, which its page shows in frames. */
  preview: '/playground/preview',
} as const;

/** Returns the path of the form of one section, or of the whole form for null. */
export function getEditPath(section: string | null): string {
  return section === null ? pagePaths.edit : `${pagePaths.edit}/${encodeURIComponent(section)}`;
}

/** Reads a path of `getEditPath`. Undefined for any other path. */
export function findEditedSection(path: string): string | null | undefined {
  const trimmed = trimSlashes(path);
  if (trimmed === pagePaths.edit) return null;
  const name = trimmed.startsWith(`${pagePaths.edit}/`) ? trimmed.slice(pagePaths.edit.length + 1) : '';
  if (name === '' || name.includes('/')) return undefined;
  try {
    return decodeURIComponent(name);
  } catch {
    // The router of the browser has decoded the path already.
    return name;
  }
}

/** The field of a page's form that holds the version, as `If-Match` does in the API. */
export const versionField = 'if_match';

export interface PageState {
  site: Site;
  language: Language;
  /** The customer's language before the switch that the page reports; null when there was none. */
  languageBefore: Language | null;
  isSignedIn: boolean;
  /** Seconds until the session ends unless it is used again; null for visitors, and where that is not known. */
  sessionEndsIn: number | null;
  /** The page shows sign-in codes instead of sending them. */
  isDemo: boolean;
  /** The result of the previous request, which the page shows once. */
  notice: Notice | null;
  /** The HTTP status of an error page; null on other pages. */
  failure: number | null;
  /** The changes of a submitted form that a person reviews before they are saved; null on other pages. */
  review: ReviewState | null;
  /** The sealed values that the form on the page was filled in from; null where there are none. */
  base: string | null;
  /** The stored values, where the form on the page holds submitted ones; null on other pages, and if they are unknown. */
  stored: JsonObject | null;
  /** The sealed submission that was discarded; `''` if it was too large to be carried, null on other pages. */
  discarded: string | null;
  /** What the last save changed; null on other pages. */
  saved: SavedState | null;
  /** The branches that are chosen in a submitted form that the page shows again; null on other pages. */
  chosen: ChosenBranches | null;
  /** The field name of an entry that this form removes; null on other pages. */
  removed: string | null;
  /** The step navigation that the form was submitted for; null when it was not. */
  navigation: StepNavigation | null;
  signIn: SignInState | null;
  /** Customers sign in on a page of somebody else, so no dialog can ask them to sign in again. */
  signsInElsewhere: boolean;
  /** A customer can end the sessions on other devices. */
  hasOtherSessions: boolean;
  /** The page that leads on to a login page elsewhere. */
  backendSignIn: BackendSignInState | null;
  /** A sealed submission of the form that could not be answered now; null on most pages. */
  carried: string | null;
  playground: PlaygroundState | null;
}

/** A submission that waits for a person's decision. `mine` in it are the submitted values. */
export interface ReviewState extends Versions {
  /** In a conflict, another version was stored after the form was filled in. */
  kind: 'review' | 'conflict';
  /** The fields of the submission, which its page submits again. */
  fields: [name: string, value: string][];
}

/** What a save changed. */
export interface SavedState {
  /** The values before it, without those that were missing. Saving them again undoes it. */
  before: JsonObject;
  /** The version that the save made. It can be undone until there is a newer one. */
  version: string;
  /** The key to those values, which a page without script submits; null for a save by script. */
  undo: string | null;
}

/** The state of the playground: the texts in its editors and the form or the problem that results from them. */
export interface PlaygroundState extends PlaygroundDocuments {
  /** Null when there is a problem. */
  form: ProfileForm | null;
  /** The schema does not describe an object, so the form is of an object that holds the value in one property. */
  isWrapped: boolean;
  problem: PlaygroundProblem | null;
  warnings: PlaygroundWarning[];
  /** The data that the form submits, once it has been submitted without script. */
  payload: JsonObject | null;
  /** The names of the examples. */
  examples: string[];
}

export interface BackendSignInState {
  /** The login page of the backend or of the OpenID provider, with the way back. */
  url: string;
  /** What was typed before comes back afterwards. */
  hasSubmission: boolean;
}

export type Notice =
  | 'saved'
  | 'discarded'
  | 'signed-out'
  | 'restored'
  | 'undone'
  | 'undo-refused'
  | OidcNotice;

/** Why nobody is signed in after the OpenID provider. */
export type OidcNotice = 'oidc-cancelled' | 'oidc-failed' | 'oidc-unknown' | 'oidc-unverified';

/** A country that has mobile numbers. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** Without `+`, such as 971. */
  callingCode: string;
  /** A mobile number without the calling code, such as `50 123 4567`. */
  example: string;
}

/** Returns a mobile number of a country as an example; `''` if the country is not among these. */
export function getExampleMobile(countries: readonly Country[], code: string): string {
  const country = countries.find((one) => one.code === code);
  // No-break spaces keep the number in one line.
  return country ? `+${country.callingCode} ${country.example}`.replaceAll(' ', '\u00a0') : '';
}

export interface SignInState {
  step: 'mobile' | 'code';
  /** The number as typed in the first step, and in E.164 in the second. */
  mobile: string;
  /** The number of the second step with the spaces of its country; `''` in the first. */
  mobileText: string;
  /** The country that a number without a country code belongs to, and all countries in the order of their names. */
  country: string;
  countries: readonly Country[];
  /** A session of this browser has ended, so the customer signs in again. */
  hasEnded: boolean;
  /** The path of this site to go to after signing in. */
  next: string;
  /** The sealed submission of a form whose session had ended; null when there is none. */
  draft: string | null;
  error: SignInError | null;
  /** How often the code may still be tried; null unless it was wrong. */
  triesLeft: number | null;
  /** Seconds until signing in opens again after too many attempts; null when it is open. */
  opensIn: number | null;
  /** The seconds until another code may be requested. */
  resendIn: number;
  /** How many digits the code has. */
  codeLength: number;
  /** Whether the page offers to stay signed in on this device. */
  canStay: boolean;
  /** The address that leads to the OpenID provider; null without one. */
  oidcUrl: string | null;
  /** Demo mode: a number to sign in with, and the code that stands for a sent one. */
  demoMobile: string | null;
  demoCode: string | null;
}

/** What POST /sign-in answers to a script: the page to show, or where to go as the customer who has signed in. */
export type SignInAnswer = { sign_in: SignInState } | { next: string; customer_id: string };

/** Why a form of the sign-in page was refused. */
export type SignInError = 'mobile' | 'country' | 'code' | 'wrongCode' | 'tooOften';

/** The profile with its form and its version (the `ETag` of the API). */
export interface VersionedProfile extends UpdateAnswer {
  version: string;
}

/** The input of a page that is rendered on the server. */
export interface PageRequest {
  /** The path without a trailing slash. */
  path: string;
  /** The query with its question mark, or `''`. */
  search: string;
  state: PageState;
  /** The texts of the page's language. */
  resources: Resources;
  profile: VersionedProfile | null;
  /** The compiled validator of the form on the page. */
  validators: ValidatorFunctions | null;
}

/** A page that was rendered on the server. */
export interface RenderedPage {
  title: string;
  html: string;
  /** JSON that is safe inside a script element. */
  state: string;
  /** Source files (`src/pages/EditPage.tsx`) and named chunks (`form`) that the page needs beside its entry point. */
  modules: string[];
  /** The parts of the texts that the page needs. */
  textParts: TextPart[];
}

/** Returns a path of this site as it is, and the path of the profile for anything else. */
export function toSafePath(path: string | null | undefined): string {
  // Against open redirects: `//host`, `/\host` and control characters lead to another origin.
  // The other characters are those that RFC 3986 allows: names of files may have brackets, for example.
  const isSafe = path && /^\/(?![/\\])[\w\-./?=&%~+!$'()*,;:@[\]]*$/.test(path);
  return isSafe && !path.startsWith(pagePaths.signIn) ? path : pagePaths.profile;
}

/** Removes trailing slashes from a path; the root becomes `''`. */
export function trimSlashes(path: string): string {
  let end = path.length;
  // Against denial of service: the pattern `\/+$` takes quadratic time for a path of many slashes.
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

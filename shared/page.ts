/** What the server tells a page beside its data, in the HTML that it sends. */
import type { ChosenBranches, JsonObject, StepMove, ValidatorFunctions } from 'schema-form';
import type { ProfileForm, UpdateAnswer } from './customer-api.ts';
import type { Language } from './languages.ts';

export const pagePaths = {
  profile: '/',
  edit: '/edit',
  signIn: '/sign-in',
  language: '/language',
  signOut: '/sign-out',
  playground: '/playground',
} as const;

/** The field of a page's form that carries the version, as `If-Match` does in the API. */
export const versionField = 'if_match';

export interface PageState {
  language: Language;
  isSignedIn: boolean;
  /** Codes are shown on the page instead of being sent. */
  isDemo: boolean;
  /** What has just happened, to be said once. */
  notice: Notice | null;
  /** The HTTP status that the page is about, when it is an error page. */
  failure: number | null;
  /** The form posted an older version than the one that is stored. */
  isConflict: boolean;
  /** A form was posted and is shown again: the branches that were chosen in it. */
  chosen: ChosenBranches | null;
  /** The form posted what was typed in order to go from one of its steps to another. */
  move: StepMove | null;
  signIn: SignInState | null;
  playground: PlaygroundState | null;
}

/** The playground: what its editors hold, and what came of it. */
export interface PlaygroundState {
  /** JSON texts, as they were typed. */
  schema: string;
  ui_schema: string;
  data: string;
  /** Null when there is a fault. */
  form: ProfileForm | null;
  /** The form is about an object with one property, since its schema is of another kind of value. */
  isWrapped: boolean;
  problem: { field: 'schema' | 'ui_schema' | 'data'; pointer: string; message: string } | null;
  /** What the drawn form would send, after it was sent without script. */
  payload: JsonObject | null;
  /** Names of examples to begin with. */
  examples: string[];
}

export type Notice = 'saved' | 'signed-out' | 'restored';

export interface SignInState {
  step: 'mobile' | 'code';
  /** As typed in the first step, E.164 in the second. */
  mobile: string;
  /** Where to go after signing in, a path of ours. */
  next: string;
  /** What was typed when the session was over, sealed; null when nothing was. */
  draft: string | null;
  error: SignInError | null;
  /** Seconds until another code may be asked for. */
  resendIn: number;
  /** Demo mode: a number to sign in with, and the code that was "sent". */
  demoMobile: string | null;
  demoCode: string | null;
}

/** A text in `app.json`, below `signIn.error.`. */
export type SignInError = 'mobile' | 'code' | 'wrongCode' | 'tooOften';

/** The profile with its form, and the version that it has (the `ETag` of the API). */
export interface VersionedProfile extends UpdateAnswer {
  version: string;
}

/** Everything that a page shows. */
export interface PageRequest {
  /** Path without the slash at its end, and query. */
  path: string;
  search: string;
  state: PageState;
  profile: VersionedProfile | null;
  /** The compiled rules of the profile's form, for the form to be drawn with. */
  validators: ValidatorFunctions | null;
}

/** A page as it is drawn on the server. */
export interface RenderedPage {
  title: string;
  html: string;
  /** JSON, safe inside a script element. */
  state: string;
  /** Source files (`src/pages/EditPage.tsx`) and named chunks (`en`) that the page needs beside the entry. */
  modules: string[];
}

/** A path to come back to: one of our own, never another origin's. */
export function toSafePath(path: string | null | undefined): string {
  // `//host`, `/\host` and control characters would lead elsewhere.
  const isSafe = path && /^\/(?![/\\])[\w\-./?=&%~+]*$/.test(path);
  return isSafe && !path.startsWith(pagePaths.signIn) ? path : pagePaths.profile;
}

/** A path without the slashes at its end: `''` for the root. */
export function trimSlashes(path: string): string {
  let end = path.length;
  // Against denial of service: the pattern `\/+$` takes quadratic time for a path of many slashes.
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

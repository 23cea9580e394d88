import type { Language } from '../../shared/languages.ts';
import type { CookieJar } from '../services/profiles.ts';

/**
 * What proves to the backend who the customer is. A session has one kind from its beginning to its end: the cookies of
 * the backend (of a visitor: none yet), or the access token of an OpenID provider.
 */
export type CallerCredentials =
  | { kind: 'cookies'; cookies: CookieJar }
  | { kind: 'token'; accessToken: string };

/** The customer and the client that a call is made for. */
export type Caller = CallerCredentials & {
  /** Null where no language is known. */
  language: Language | null;
  /** The client's address, for the limits of the backend's login; absent from other calls. */
  address?: string;
};

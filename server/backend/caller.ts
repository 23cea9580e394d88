import type { Language } from '../../shared/languages.ts';
import type { CookieJar } from '../services/profiles.ts';

/** The customer and the client that a call is made for. */
export interface Caller {
  cookies: CookieJar;
  /** Null where no language is known. */
  language: Language | null;
  /** The customer's token of an OpenID provider; absent without one. */
  accessToken?: string;
  /** The client's address, for the limits of the backend's login; absent from other calls. */
  address?: string;
}

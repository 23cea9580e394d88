import type { Context } from 'hono';
import type { Language, Languages } from '../../shared/languages.ts';
import type { FormPart } from '../domain/form-part.ts';
import type { CookieJar, Credentials, Profile } from '../services/profiles.ts';
import type { Spool } from './spool.ts';

/** How much of a request's body may be read; sizes in bytes. */
export interface BodyLimits {
  whole: number;
  /** Limit for fields, which are kept in memory. */
  text: number;
  /** Milliseconds from the first read to the end; null for uploads, which only Node's own limit bounds. */
  time: number | null;
  /** Where files are written; null where the request may not hold any. */
  spool: Spool | null;
}

/** What the middleware knows about a request. */
export interface AppEnv {
  Variables: {
    /** Whether the browser connected by https. */
    isSecure: boolean;
    /** The client's address, read through as many proxies as `TRUST_PROXY` names. */
    address: string;
    credentials: Credentials;
    /** The cookies of the remote backend; undefined without one. */
    backendCookies?: CookieJar;
    /** Customers sign in on a page of somebody else, to which a page of ours leads on. */
    signsInElsewhere: boolean;
    /** The fields and files of the form in the body, once they were read. */
    formParts?: FormPart[] | null;
    /** The profile of the signed-in customer; null for a visitor. */
    profile: Profile | null;
    language: Language;
    /** The languages of the site. */
    languages: Languages;
    bodyLimits: BodyLimits;
  };
}

export type AppContext = Context<AppEnv>;

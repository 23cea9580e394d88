import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { findLanguage, type Language } from '../../shared/languages.ts';
import type { Notice } from '../../shared/page.ts';
import { type CountryCode, isCountryCode } from '../domain/mobile.ts';
import { attemptLifetime } from '../oidc/create-oidc.ts';
import { deviceCookieAge } from '../services/known-devices.ts';
import { codeLifetime } from '../services/pending-sign-ins.ts';
import type { SignedIn } from '../services/sign-in.ts';
import type { AppContext } from './app-env.ts';

/** Cookies that only this program reads. */
type PrivateCookie =
  | 'session'
  | 'sign-in'
  | 'device'
  | 'notice'
  | 'undo'
  | 'submission'
  | 'oidc'
  | 'oidc-sign-out'
  | 'language-before'
  | 'language-choice';

const languageCookie = 'language';
const countryCookie = 'country';
/** Seconds. */
const year = 31_536_000;
const noticeAge = 60;
/** As long as a sealed submission is valid. */
const submissionAge = 3600;
/** Characters: browsers keep cookies of 4096 with their names and attributes, and proxies limit all together. */
const longestSubmission = 3500;
/** Long enough to receive a code and to type it. */
const choiceAge = 900;

/** With the prefix `__Host-` browsers bind a cookie to this host, and accept it over https alone. */
function getName(c: AppContext, name: PrivateCookie): string {
  return c.get('isSecure') ? `__Host-${name}` : name;
}

/** `maxAge` is in seconds; null: until the browser is closed. */
function getOptions(c: AppContext, maxAge: number | null): CookieOptions {
  const options = { httpOnly: true, sameSite: 'Lax', path: '/', secure: c.get('isSecure') } as const;
  return maxAge === null ? options : { ...options, maxAge };
}

function getPrivateCookie(c: AppContext, name: PrivateCookie): string | null {
  return getCookie(c, getName(c, name)) ?? null;
}

function setPrivateCookie(c: AppContext, name: PrivateCookie, value: string, maxAge: number | null): void {
  setCookie(c, getName(c, name), value, getOptions(c, maxAge));
}

function deletePrivateCookie(c: AppContext, name: PrivateCookie): void {
  deleteCookie(c, getName(c, name), { path: '/', secure: c.get('isSecure') });
}

export function getSessionCookie(c: AppContext): string | null {
  return getPrivateCookie(c, 'session');
}

/**
 * Keeps a session that has just started, and forgets the sign-in that led to it, and the session of before: where the new
 * one is the backend's, it has the backend's cookies.
 */
export function setSignedIn(c: AppContext, { session, device }: SignedIn): void {
  if (session) setPrivateCookie(c, 'session', session.token, session.cookieAge);
  else if (getSessionCookie(c) !== null) deleteSessionCookie(c);
  if (device !== null) setPrivateCookie(c, 'device', device, deviceCookieAge);
  deletePendingSignInCookie(c);
}

/** Returns what `KnownDevices` keeps in this browser; null without one. */
export function getDeviceCookie(c: AppContext): string | null {
  return getPrivateCookie(c, 'device');
}

/** Keeps a sign-in at the OpenID provider until the customer comes back. */
export function setOidcCookie(c: AppContext, sealed: string): void {
  setPrivateCookie(c, 'oidc', sealed, attemptLifetime);
}

/** Returns the sign-in at the OpenID provider that this browser began, and forgets it; null without one. */
export function takeOidcCookie(c: AppContext): string | null {
  return takePrivateCookie(c, 'oidc');
}

/** Keeps the sealed address that ends the session at the OpenID provider, for the next page. */
export function setOidcSignOutCookie(c: AppContext, sealed: string): void {
  setPrivateCookie(c, 'oidc-sign-out', sealed, noticeAge);
}

/** Returns the sealed address that ends the session at the OpenID provider, and forgets it; null without one. */
export function takeOidcSignOutCookie(c: AppContext): string | null {
  return takePrivateCookie(c, 'oidc-sign-out');
}

function takePrivateCookie(c: AppContext, name: PrivateCookie): string | null {
  const value = getPrivateCookie(c, name);
  if (value !== null) deletePrivateCookie(c, name);
  return value;
}

export function deleteSessionCookie(c: AppContext): void {
  deletePrivateCookie(c, 'session');
}

/** Returns the sealed mobile number of a sign-in that waits for its code; null without one. */
export function getPendingSignInCookie(c: AppContext): string | null {
  return getPrivateCookie(c, 'sign-in');
}

export function setPendingSignInCookie(c: AppContext, sealed: string): void {
  setPrivateCookie(c, 'sign-in', sealed, codeLifetime);
}

export function deletePendingSignInCookie(c: AppContext): void {
  deletePrivateCookie(c, 'sign-in');
}

/** Returns the language that a visitor chose here; null without one that we have. */
export function getLanguageCookie(c: AppContext): Language | null {
  return findLanguage(c.get('languages'), getCookie(c, languageCookie) ?? '');
}

export function setLanguageCookie(c: AppContext, language: Language): void {
  setCookie(c, languageCookie, language, getOptions(c, year));
}

/** Keeps a sealed submission until the edit page shows it; false when it is too long for a cookie. */
export function keepSubmission(c: AppContext, sealed: string): boolean {
  if (sealed.length > longestSubmission) return false;
  setPrivateCookie(c, 'submission', sealed, submissionAge);
  return true;
}

export function getKeptSubmission(c: AppContext): string | null {
  return getPrivateCookie(c, 'submission');
}

export function deleteKeptSubmission(c: AppContext): void {
  deletePrivateCookie(c, 'submission');
}

/** Returns the country that a visitor chose for the mobile number; null without one. */
export function getCountryCookie(c: AppContext): CountryCode | null {
  const country = getCookie(c, countryCookie) ?? '';
  return isCountryCode(country) ? country : null;
}

export function setCountryCookie(c: AppContext, country: CountryCode): void {
  setCookie(c, countryCookie, country, getOptions(c, year));
}

/** The notices that a cookie may hold. */
const keptNotices = [
  'saved',
  'signed-out',
  'undone',
  'oidc-cancelled',
  'oidc-failed',
  'oidc-unknown',
  'oidc-unverified',
] as const;

/** Keeps a notice for the next page that the browser opens. */
export function setNotice(c: AppContext, notice: Notice): void {
  setPrivateCookie(c, 'notice', notice, noticeAge);
}

/** Returns the notice that was kept for this page, and removes it; null without one. */
export function takeNotice(c: AppContext): Notice | null {
  const notice = takePrivateCookie(c, 'notice');
  return keptNotices.find((kept) => kept === notice) ?? null;
}

/** Keeps the key to the values before a save for the page that shows what it changed. */
export function setUndoCookie(c: AppContext, key: string): void {
  setPrivateCookie(c, 'undo', key, noticeAge);
}

/** Returns the key to the values before the last save, and removes it; null without one. */
export function takeUndoCookie(c: AppContext): string | null {
  return takePrivateCookie(c, 'undo');
}

/** Remembers the language before a switch, for the next page to report the switch. */
export function setLanguageBefore(c: AppContext, language: Language): void {
  setPrivateCookie(c, 'language-before', language, noticeAge);
}

/** Returns the language before the last switch, and forgets it; null without one. */
export function takeLanguageBefore(c: AppContext): Language | null {
  return takeLanguage(c, 'language-before');
}

/** Remembers that a visitor chose this language, until the visitor signs in. */
export function setLanguageChoice(c: AppContext, language: Language): void {
  setPrivateCookie(c, 'language-choice', language, choiceAge);
}

/** Returns the language that a visitor just chose, and forgets it; null without one. */
export function takeLanguageChoice(c: AppContext): Language | null {
  return takeLanguage(c, 'language-choice');
}

function takeLanguage(c: AppContext, name: 'language-before' | 'language-choice'): Language | null {
  return findLanguage(c.get('languages'), takePrivateCookie(c, name) ?? '');
}

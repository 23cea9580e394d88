import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { findLanguage, type Language } from '../../shared/languages.ts';
import type { Notice } from '../../shared/page.ts';
import type { AppContext } from '../app-env.ts';
import { codeLifetime } from '../services/pending-sign-ins.ts';
import { sessionCookieAge } from '../services/sessions.ts';

/** Cookies that only this program reads. */
type PrivateCookie = 'session' | 'sign-in' | 'notice' | 'submission';

const languageCookie = 'language';
/** Seconds. */
const year = 31_536_000;
const noticeAge = 60;
/** As long as a sealed submission is valid. */
const submissionAge = 3600;
/** Characters: browsers keep cookies of 4096 with their names and attributes, and proxies limit all together. */
const longestSubmission = 3500;

/** With the prefix `__Host-` browsers bind a cookie to this host, and accept it over https alone. */
function getName(c: AppContext, name: PrivateCookie): string {
  return c.get('isSecure') ? `__Host-${name}` : name;
}

function getOptions(c: AppContext, maxAge: number): CookieOptions {
  return { httpOnly: true, sameSite: 'Lax', path: '/', secure: c.get('isSecure'), maxAge };
}

function getPrivateCookie(c: AppContext, name: PrivateCookie): string | null {
  return getCookie(c, getName(c, name)) ?? null;
}

/** `maxAge` is in seconds. */
function setPrivateCookie(c: AppContext, name: PrivateCookie, value: string, maxAge: number): void {
  setCookie(c, getName(c, name), value, getOptions(c, maxAge));
}

function deletePrivateCookie(c: AppContext, name: PrivateCookie): void {
  deleteCookie(c, getName(c, name), { path: '/', secure: c.get('isSecure') });
}

export function getSessionCookie(c: AppContext): string | null {
  return getPrivateCookie(c, 'session');
}

export function setSessionCookie(c: AppContext, token: string): void {
  setPrivateCookie(c, 'session', token, sessionCookieAge);
}

export function deleteSessionCookie(c: AppContext): void {
  deletePrivateCookie(c, 'session');
}

/** The sealed mobile number of a sign-in that waits for its code; null without one. */
export function getPendingSignInCookie(c: AppContext): string | null {
  return getPrivateCookie(c, 'sign-in');
}

export function setPendingSignInCookie(c: AppContext, sealed: string): void {
  setPrivateCookie(c, 'sign-in', sealed, codeLifetime);
}

export function deletePendingSignInCookie(c: AppContext): void {
  deletePrivateCookie(c, 'sign-in');
}

/** The language that a visitor chose here; null without one that we have. */
export function getLanguageCookie(c: AppContext): Language | null {
  return findLanguage(getCookie(c, languageCookie) ?? '');
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

/** Keeps a notice for the next page that the browser opens. */
export function setNotice(c: AppContext, notice: Notice): void {
  setPrivateCookie(c, 'notice', notice, noticeAge);
}

/** Returns the notice that was kept for this page, and removes it; null without one. */
export function takeNotice(c: AppContext): Notice | null {
  const notice = getPrivateCookie(c, 'notice');
  if (notice === null) return null;
  deletePrivateCookie(c, 'notice');
  return notice === 'saved' || notice === 'signed-out' ? notice : null;
}

import type { MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import { acceptLanguage, findLanguage, type Language } from '../../shared/languages.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import { type Sessions, sessionCookieAge } from '../services/sessions.ts';

/** Finds who asks, and in which language to answer. */
export function loadSession(sessions: Sessions, defaultLanguage: Language): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const token = getSessionToken(c);
    const customer = token ? await sessions.getCustomer(token) : null;
    c.set('customer', customer);
    c.set('language', findLanguage(customer?.language ?? '') ?? getVisitorLanguage(c) ?? defaultLanguage);
    await next();
  };
}

/** The language that a visitor chose here before, else the one that the browser asks for. */
export function getVisitorLanguage(c: AppContext): Language | null {
  const chosen = findLanguage(getCookie(c, languageCookie) ?? '');
  return chosen ?? acceptLanguage(c.req.header('accept-language') ?? '');
}

const languageCookie = 'language';
const year = 31_536_000;

/** `__Host-` binds a cookie to this host and to https; browsers take it over https alone. */
function getName(c: AppContext, name: string): string {
  return c.get('isSecure') ? `__Host-${name}` : name;
}

function getOptions(c: AppContext, maxAge: number): CookieOptions {
  return { httpOnly: true, sameSite: 'Lax', path: '/', secure: c.get('isSecure'), maxAge };
}

export function getSessionToken(c: AppContext): string | null {
  return getOwnCookie(c, 'session');
}

export function setSessionCookie(c: AppContext, token: string): void {
  setOwnCookie(c, 'session', token, sessionCookieAge);
}

export function setLanguageCookie(c: AppContext, language: Language): void {
  setCookie(c, languageCookie, language, getOptions(c, year));
}

/** The cookies that nobody but this program reads. */
type OwnCookie = 'session' | 'sign-in' | 'notice';

export function getOwnCookie(c: AppContext, name: OwnCookie): string | null {
  return getCookie(c, getName(c, name)) ?? null;
}

/** Keeps a value in the browser for so many seconds. */
export function setOwnCookie(c: AppContext, name: OwnCookie, value: string, maxAge: number): void {
  setCookie(c, getName(c, name), value, getOptions(c, maxAge));
}

export function deleteOwnCookie(c: AppContext, name: OwnCookie): void {
  deleteCookie(c, getName(c, name), { path: '/', secure: c.get('isSecure') });
}

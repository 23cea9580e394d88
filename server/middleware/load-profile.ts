import type { MiddlewareHandler } from 'hono';
import { sessionEndsInHeader } from '../../shared/customer-api.ts';
import { acceptLanguage, type Language } from '../../shared/languages.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { getLanguageCookie, getSessionCookie } from '../http/cookies.ts';
import { getSessionEndsIn } from '../http/session-ends-in.ts';
import type { Profiles } from '../services/profiles.ts';

/** Opens the profile of the signed-in customer, and chooses the language to answer in. */
export function loadProfile(profiles: Profiles, defaultLanguage: Language): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const credentials = { sessionToken: getSessionCookie(c), cookies: c.get('backendCookies') };
    c.set('credentials', credentials);
    const profile = await profiles.open(credentials);
    c.set('profile', profile);
    c.set('language', profile?.language ?? getVisitorLanguage(c) ?? defaultLanguage);
    const endsIn = getSessionEndsIn(c);
    // A page warns before the session ends, and each of its requests postpones that.
    if (endsIn !== null) c.header(sessionEndsInHeader, String(endsIn));
    await next();
  };
}

/** Returns the language that a visitor chose here before, else the best one that the browser asks for. */
export function getVisitorLanguage(c: AppContext): Language | null {
  return getLanguageCookie(c) ?? acceptLanguage(c.get('languages'), c.req.header('accept-language') ?? '');
}

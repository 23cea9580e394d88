import type { MiddlewareHandler } from 'hono';
import { apiPaths, sessionEndsInHeader } from '../../shared/customer-api.ts';
import { acceptLanguage, type Language } from '../../shared/languages.ts';
import { pagePaths, trimSlashes } from '../../shared/page.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { getLanguageCookie, getSessionCookie } from '../http/cookies.ts';
import { getSessionEndsIn } from '../http/session-ends-in.ts';

/** Opens the profile of the signed-in customer, and chooses the language to answer in. */
export function loadProfile({
  env,
  profiles,
  site,
}: Pick<Dependencies, 'env' | 'profiles' | 'site'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const credentials = { sessionToken: getSessionCookie(c), cookies: c.get('backendCookies') };
    c.set('credentials', credentials);
    // Against a session that can't be ended: signing out works while another backend or the provider is down.
    const profile = env.backend && isSignOut(c) ? null : await profiles.open(credentials);
    c.set('profile', profile);
    c.set('language', profile?.language ?? getVisitorLanguage(c) ?? site.defaultLanguage);
    const endsIn = getSessionEndsIn(c);
    // A page warns before the session ends, and each of its requests postpones that.
    if (endsIn !== null) c.header(sessionEndsInHeader, String(endsIn));
    await next();
  };
}

function isSignOut(c: AppContext): boolean {
  const path = trimSlashes(c.req.path);
  return path === pagePaths.signOut || path === trimSlashes(apiPaths.logout);
}

/** Returns the language that a visitor chose here before, else the best one that the browser asks for. */
export function getVisitorLanguage(c: AppContext): Language | null {
  return getLanguageCookie(c) ?? acceptLanguage(c.get('languages'), c.req.header('accept-language') ?? '');
}

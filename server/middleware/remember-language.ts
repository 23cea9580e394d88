import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import { getLanguageCookie, setLanguageCookie } from '../http/cookies.ts';

/** Keeps the customer's language in the browser, so that pages have it too without the backend: in an outage, after signing out. */
export function rememberLanguage(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const language = c.get('profile')?.language ?? null;
    if (language !== null && language !== getLanguageCookie(c)) setLanguageCookie(c, language);
    await next();
  };
}

import type { Hono } from 'hono';
import { decodeFormBody } from 'schema-form/server';
import { findLanguage } from '../../shared/languages.ts';
import { pagePaths, toSafePath } from '../../shared/page.ts';
import { everywhereField, sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { setLanguageBefore, setLanguageChoice, setLanguageCookie, setNotice } from '../http/cookies.ts';
import { endSession } from '../http/end-session.ts';
import { sendErrorPage } from '../http/errors.ts';
import { readFormFields } from '../http/request-body.ts';
import { getSignInPath } from '../http/send-page.ts';
import { getSignInUrl } from '../http/sign-in-url.ts';

/** Adds what the forms of every page's header submit to: choosing a language, and signing out. */
export function addPageActions(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { profiles } = dependencies;

  addPath(
    app,
    pagePaths.language,
    {
      post: async (c) => {
        const fields = await readFormFields(c);
        if (!fields) return sendErrorPage(c, dependencies, 400);
        const { language: wanted, next, [sealedSubmissionField]: sealed } = decodeFormBody(fields);
        const language = findLanguage(c.get('languages'), typeof wanted === 'string' ? wanted : '');
        if (!language) return sendErrorPage(c, dependencies, 400);
        const profile = c.get('profile');
        await profiles.setLanguage(profile, language);
        setLanguageCookie(c, language);
        const before = c.get('language');
        if (!profile) setLanguageChoice(c, language);
        else if (before !== language) setLanguageBefore(c, before);
        const location = toSafeNext(c, typeof next === 'string' ? next : '');
        // The sign-in page carries a submission; with 307 the browser sends it back there.
        const isCarried = sealed !== undefined && location.startsWith(pagePaths.signIn);
        return c.redirect(location, isCarried ? 307 : 303);
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );

  addPath(
    app,
    pagePaths.signOut,
    {
      post: async (c) => {
        const fields = await readFormFields(c);
        const everywhere = fields?.some(([name]) => name === everywhereField) ?? false;
        await endSession(c, dependencies, { everywhere, leavesProvider: true });
        setLanguageCookie(c, c.get('language'));
        setNotice(c, 'signed-out');
        return c.redirect(getSignInPath(c), 303);
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );
}

/** Returns a path of ours to return to. Unlike after signing in, it may be the sign-in page. */
function toSafeNext(c: AppContext, next: string): string {
  const [path, query = ''] = next.split('?');
  const isSignIn = path === pagePaths.signIn || path === pagePaths.backendSignIn;
  const safe = toSafePath(isSignIn ? new URLSearchParams(query).get('next') : next);
  // Without a session every page leads to the login elsewhere.
  if (c.get('signsInElsewhere') && !c.get('profile')) {
    return `${pagePaths.backendSignIn}?next=${encodeURIComponent(safe)}`;
  }
  return isSignIn ? getSignInUrl(safe) : safe;
}

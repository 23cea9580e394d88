import type { Hono } from 'hono';
import { type OidcNotice, pagePaths, toSafePath } from '../../shared/page.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { keepLanguageChoice } from '../http/chosen-language.ts';
import { setNotice, setOidcCookie, setSignedIn, takeOidcCookie } from '../http/cookies.ts';
import { sendErrorPage } from '../http/errors.ts';
import { getOwnOrigin } from '../http/origin-proof.ts';
import type { Oidc } from '../oidc/create-oidc.ts';
import { OidcError } from '../oidc/provider.ts';

/** Adds the way to the OpenID provider and back. These are links: the policy `form-action 'self'` would stop a form. */
export function addOidcSignIn(app: Hono<AppEnv>, dependencies: Dependencies, oidc: Oidc): void {
  const { env, profiles } = dependencies;
  const refuse = (c: AppContext) => sendErrorPage(c, dependencies, 405);
  const getOrigin = (c: AppContext) => env.publicOrigin ?? getOwnOrigin(c);

  const start = async (c: AppContext) => {
    const next = toSafePath(c.req.query('next'));
    if (c.get('profile')) return c.redirect(next, 303);
    try {
      const redirectUri = getOrigin(c) + pagePaths.oidcCallback;
      const { url, sealed } = await oidc.start({ redirectUri, next, language: c.get('language') });
      setOidcCookie(c, sealed);
      return c.redirect(url, 303);
    } catch (error) {
      if (!(error instanceof OidcError)) throw error;
      return sendBack(c, 'oidc-failed', next);
    }
  };

  const finish = async (c: AppContext) => {
    const { search } = new URL(c.req.url);
    const { sessionToken } = c.get('credentials');
    const outcome = await oidc.finish({
      url: new URL(getOrigin(c) + pagePaths.oidcCallback + search),
      sealed: takeOidcCookie(c),
      oldToken: sessionToken,
      address: c.get('address'),
    });
    const next = toSafePath(outcome.next);
    if (outcome.kind !== 'signedIn') return sendBack(c, `oidc-${outcome.kind}`, next);
    const { session } = outcome;
    // A session has one kind of credential: those of before would outlive it.
    c.get('backendCookies')?.clear();
    const credentials = { ...c.get('credentials'), sessionToken: session.token };
    // Against a loop of redirects: another backend may not know the person whom the provider knows.
    const profile = await profiles.open(credentials);
    if (!profile) {
      await oidc.refuse(session);
      return sendBack(c, 'oidc-unknown', next);
    }
    oidc.recordSignIn(profile.customerId);
    setSignedIn(c, { session, device: null });
    await keepLanguageChoice(c, profiles, session);
    return c.redirect(next, 303);
  };

  const signedOut = (c: AppContext) => {
    setNotice(c, 'signed-out');
    return c.redirect(getPagePath(c), 303);
  };

  addPath(app, pagePaths.oidc, { get: start }, refuse);
  addPath(app, pagePaths.oidcCallback, { get: finish }, refuse);
  addPath(app, pagePaths.oidcSignedOut, { get: signedOut }, refuse);
}

function sendBack(c: AppContext, notice: OidcNotice, next: string): Response {
  setNotice(c, notice);
  return c.redirect(`${getPagePath(c)}?next=${encodeURIComponent(next)}`, 303);
}

/** Returns the page of ours that says how to sign in; without codes the other one leads to the provider at once. */
function getPagePath(c: AppContext): string {
  return c.get('signsInElsewhere') ? pagePaths.backendSignIn : pagePaths.signIn;
}

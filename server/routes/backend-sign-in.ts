import type { Hono } from 'hono';
import { rerenderAddress } from 'schema-form/server';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths, toSafePath } from '../../shared/page.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { keepSubmission, takeNotice } from '../http/cookies.ts';
import { endSession, leaveProvider } from '../http/end-session.ts';
import { createApiMethodError, sendErrorPage } from '../http/errors.ts';
import { getOidcUrl } from '../http/oidc-url.ts';
import { getOwnOrigin } from '../http/origin-proof.ts';
import { isTrue, readBody, readFormParts } from '../http/request-body.ts';
import { sendPage } from '../http/send-page.ts';
import { sealSubmission } from '../services/sealed-submissions.ts';

/**
 * Adds the way to the login page of another backend, or of an OpenID provider. A GET is redirected there. A form of ours
 * must not be, because the policy `form-action 'self'` covers redirects: it leads to a page with a link, which also keeps
 * what was typed.
 */
export function addBackendSignIn(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { loginUrl } = dependencies.env.backend ?? { loginUrl: null };
  const refuse = (c: AppContext) => sendErrorPage(c, dependencies, 405);

  addPath(
    app,
    pagePaths.signIn,
    {
      get: (c) => c.redirect(c.get('profile') ? readNext(c) : getLoginUrl(c), 303),
      post: (c) => c.redirect(`${pagePaths.backendSignIn}${new URL(c.req.url).search}`, 307),
    },
    refuse,
  );

  addPath(
    app,
    pagePaths.backendSignIn,
    {
      get: (c) => {
        if (c.get('profile')) return c.redirect(readNext(c), 303);
        leaveProvider(c, dependencies);
        return send(c, null);
      },
      post: async (c) => {
        const parts = await readFormParts(c);
        if (!parts) return sendErrorPage(c, dependencies, 400);
        const sealed = sealSubmission(dependencies.sealedSubmissions, parts);
        if (!c.get('profile')) return send(c, sealed);
        // The customer has signed in meanwhile, in another tab.
        return sealed === null
          ? c.redirect(readNext(c), 303)
          : c.redirect(`${pagePaths.edit}${rerenderAddress}`, 307);
      },
    },
    refuse,
  );

  addPath(
    app,
    apiPaths.logout,
    {
      post: async (c) => {
        const body = await readBody(c);
        const everywhere = body.kind === 'object' && isTrue(body.value.everywhere);
        await endSession(c, dependencies, { everywhere, leavesProvider: false });
        return c.body(null, 204);
      },
    },
    createApiMethodError(dependencies),
  );

  function send(c: AppContext, sealed: string | null): Promise<Response> {
    const isKept = sealed !== null && keepSubmission(c, sealed);
    const carried = isKept ? null : sealed;
    return sendPage(c, dependencies, 200, {
      notice: takeNotice(c),
      carried,
      backendSignIn: { url: getLoginUrl(c), hasSubmission: sealed !== null },
    });
  }

  /** Returns the login page elsewhere, which leads back to a page of ours. */
  function getLoginUrl(c: AppContext): string {
    if (loginUrl === null) return getOidcUrl(readNext(c));
    const url = new URL(loginUrl);
    const origin = dependencies.env.publicOrigin ?? getOwnOrigin(c);
    url.searchParams.set('next', `${origin}${readNext(c)}`);
    return url.href;
  }
}

function readNext(c: AppContext): string {
  return toSafePath(c.req.query('next'));
}

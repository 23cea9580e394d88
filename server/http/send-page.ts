import { type PageRequest, type PageState, pagePaths, toSafePath, trimSlashes } from '../../shared/page.ts';
import type { Dependencies } from '../dependencies.ts';
import type { RenderPage } from '../page-renderer.ts';
import type { ShownProfile } from '../services/show-profile.ts';
import type { AppContext } from './app-env.ts';
import { takeLanguageBefore } from './cookies.ts';
import { getSessionEndsIn } from './session-ends-in.ts';

export type PageStatus = 200 | 400 | 403 | 404 | 405 | 408 | 412 | 413 | 422 | 429 | 500 | 502 | 503 | 504;

/** What a page shows; everything else of its state has the same value on most pages. */
type PageParts = Partial<PageState> & {
  shown?: ShownProfile;
  /** Renders a page with a form of a stranger's schema; the server renders the others itself. */
  renderPage?: RenderPage | undefined;
  hasScripts?: boolean | undefined;
};

/** Renders and sends a page. */
export async function sendPage(
  c: AppContext,
  { env, renderer, withPatterns, demo, site, getTexts, brand }: Dependencies,
  status: PageStatus,
  { shown, renderPage, hasScripts, ...parts }: PageParts,
): Promise<Response> {
  const { pathname, search } = new URL(c.req.url);
  const request: PageRequest = {
    path: trimSlashes(pathname) || '/',
    search,
    state: {
      site,
      language: c.get('language'),
      languageBefore: takeLanguageBefore(c),
      isSignedIn: c.get('profile') !== null,
      sessionEndsIn: getSessionEndsIn(c),
      isDemo: demo !== null,
      notice: null,
      failure: null,
      review: null,
      base: null,
      stored: null,
      discarded: null,
      saved: null,
      chosen: null,
      removed: null,
      navigation: null,
      signIn: null,
      signsInElsewhere: c.get('signsInElsewhere'),
      hasOtherSessions: env.backend === null,
      backendSignIn: null,
      carried: null,
      playground: null,
      ...parts,
    },
    resources: getTexts(c.get('language')).resources,
    profile: shown?.profile ?? null,
    validators: shown?.validators ?? null,
  };
  const html = await withPatterns(() =>
    renderer.render(request, { head: brand.head, renderPage, hasScripts }),
  );
  return c.html(html, status);
}

/** Redirects a visitor to the sign-in page, and back here afterwards. With 307 the browser submits its form there. */
export function redirectToSignIn(c: AppContext, status: 303 | 307 = 303): Response {
  const path = getSignInPath(c);
  const { pathname, search } = new URL(c.req.url);
  const next = encodeURIComponent(toSafePath(pathname + search));
  return c.redirect(`${path}?next=${next}`, status);
}

/**
 * Returns the path that leads to signing in: another backend's login page may follow a link, but not a form of ours.
 */
export function getSignInPath(c: AppContext): string {
  return c.req.method === 'POST' && c.get('signsInElsewhere') ? pagePaths.backendSignIn : pagePaths.signIn;
}

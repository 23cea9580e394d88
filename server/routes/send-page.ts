import {
  type PageRequest,
  type PageState,
  pagePaths,
  toSafePath,
  trimSlashes,
  type VersionedProfile,
} from '../../shared/page.ts';
import type { AppContext, Dependencies } from '../app-env.ts';
import type { RenderPage } from '../page-renderer.ts';

export type PageStatus = 200 | 400 | 403 | 404 | 405 | 408 | 412 | 413 | 422 | 429 | 500 | 503;

/** An error page in the program's own design. */
export function sendFailure(
  c: AppContext,
  dependencies: Dependencies,
  failure: Exclude<PageStatus, 200 | 412 | 422>,
): Promise<Response> {
  return sendPage(c, dependencies, failure, { failure });
}

/** Sends a page: what it shows, beside what is the same for all. */
export async function sendPage(
  c: AppContext,
  { renderer, profileForms, withPatterns, demo }: Dependencies,
  status: PageStatus,
  { profile = null, renderPage, ...parts }: PageParts,
): Promise<Response> {
  const language = c.get('language');
  const { pathname, search } = new URL(c.req.url);
  const request: PageRequest = {
    path: trimSlashes(pathname) || '/',
    search,
    state: {
      language,
      isSignedIn: c.get('customer') !== null,
      isDemo: demo !== null,
      notice: null,
      failure: null,
      isConflict: false,
      posted: null,
      move: null,
      signIn: null,
      playground: null,
      ...parts,
    },
    profile,
    validators: profile && profileForms.get(language).functions,
  };
  const html = await withPatterns(() => renderer.render(request, renderPage));
  return c.html(html, status);
}

type PageParts = Partial<PageState> & {
  profile?: VersionedProfile | null;
  /** Renders a page whose form is not to be trusted. */
  renderPage?: RenderPage | undefined;
};

/** Sends a visitor to sign in, and back here afterwards; with 307 the browser sends a form there once more. */
export function toSignIn(c: AppContext, status: 303 | 307 = 303): Response {
  const { pathname, search } = new URL(c.req.url);
  const next = encodeURIComponent(toSafePath(pathname + search));
  return c.redirect(`${pagePaths.signIn}?next=${next}`, status);
}

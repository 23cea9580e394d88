import { pagePaths } from '../../shared/page.ts';

/** The session is over: sign in, and come back to this page. */
export function goToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`${pagePaths.signIn}?next=${encodeURIComponent(here)}`);
}

import { pagePaths } from '../../shared/page.ts';

/** Leads to the sign-in page after the session has ended, and back to the current page after signing in. */
export function goToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`${pagePaths.signIn}?next=${encodeURIComponent(here)}`);
}

import { pagePaths } from '../../shared/page.ts';

/** Goes to the sign-in page after the session has ended. Signing in returns to the current page. */
export function goToSignIn(): void {
  const here = window.location.pathname + window.location.search;
  window.location.assign(`${pagePaths.signIn}?next=${encodeURIComponent(here)}`);
}

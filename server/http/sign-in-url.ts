import { pagePaths } from '../../shared/page.ts';

/** Returns the address of the sign-in page that leads to this path afterwards. */
export function getSignInUrl(next: string): string {
  return next === pagePaths.profile
    ? pagePaths.signIn
    : `${pagePaths.signIn}?next=${encodeURIComponent(next)}`;
}

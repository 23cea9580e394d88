import { pagePaths } from '../../shared/page.ts';

/** Returns the address that leads to the OpenID provider, and to this path of the site afterwards. */
export function getOidcUrl(next: string): string {
  return `${pagePaths.oidc}?next=${encodeURIComponent(next)}`;
}

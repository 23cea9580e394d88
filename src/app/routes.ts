import { findEditedSection, pagePaths, trimSlashes } from '../../shared/page.ts';
import { createLazyPage, type LazyPage } from './lazy-page.tsx';

/** All pages by path. Only the edit page and the playground load @rjsf/core; only the sign-in page loads react-hook-form. */
export const routes: readonly { path: string; page: LazyPage }[] = [
  {
    path: pagePaths.profile,
    page: createLazyPage(
      'src/pages/ProfilePage.tsx',
      async () => (await import('../pages/ProfilePage.tsx')).ProfilePage,
    ),
  },
  {
    path: pagePaths.edit,
    page: createLazyPage(
      'src/pages/EditPage.tsx',
      async () => (await import('../pages/EditPage.tsx')).EditPage,
      ['form'],
    ),
  },
  {
    path: pagePaths.signIn,
    page: createLazyPage(
      'src/pages/SignInPage.tsx',
      async () => (await import('../pages/SignInPage.tsx')).SignInPage,
    ),
  },
  {
    path: pagePaths.backendSignIn,
    page: createLazyPage(
      'src/pages/BackendSignInPage.tsx',
      async () => (await import('../pages/BackendSignInPage.tsx')).BackendSignInPage,
    ),
  },
  {
    path: pagePaths.playground,
    page: createLazyPage(
      'src/playground/PlaygroundPage.tsx',
      async () => (await import('../playground/PlaygroundPage.tsx')).PlaygroundPage,
      ['form', 'playground'],
    ),
  },
  {
    path: pagePaths.preview,
    page: createLazyPage(
      'src/playground/PreviewPage.tsx',
      async () => (await import('../playground/PreviewPage.tsx')).PreviewPage,
      ['form', 'playground'],
    ),
  },
];

/** Finds the page at a path; returns null when there is none. */
export function findPage(path: string): LazyPage | null {
  const trimmed = findEditedSection(path) === undefined ? trimSlashes(path) || '/' : pagePaths.edit;
  return routes.find((route) => route.path === trimmed)?.page ?? null;
}

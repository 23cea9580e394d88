import { findEditedSection, pagePaths, trimSlashes } from '../../shared/page.ts';
import { loadProfile, loadProfileForm } from '../queries/profile.ts';
import { createPage, type Page } from './create-page.ts';

/** All pages by path. Only the edit page and the playground load @rjsf/core; only the sign-in page loads react-hook-form. */
export const routes: readonly { path: string; page: Page }[] = [
  {
    path: pagePaths.profile,
    page: createPage(
      'src/pages/ProfilePage.tsx',
      async () => (await import('../pages/ProfilePage.tsx')).ProfilePage,
      { loadData: loadProfile },
    ),
  },
  {
    path: pagePaths.edit,
    page: createPage('src/pages/EditPage.tsx', async () => (await import('../pages/EditPage.tsx')).EditPage, {
      textParts: ['form'],
      loadData: loadProfileForm,
    }),
  },
  {
    path: pagePaths.signIn,
    page: createPage(
      'src/pages/SignInPage.tsx',
      async () => (await import('../pages/SignInPage.tsx')).SignInPage,
    ),
  },
  {
    path: pagePaths.backendSignIn,
    page: createPage(
      'src/pages/BackendSignInPage.tsx',
      async () => (await import('../pages/BackendSignInPage.tsx')).BackendSignInPage,
    ),
  },
  {
    path: pagePaths.playground,
    page: createPage(
      'src/playground/PlaygroundPage.tsx',
      async () => (await import('../playground/PlaygroundPage.tsx')).PlaygroundPage,
      { textParts: ['form', 'playground'] },
    ),
  },
  {
    path: pagePaths.preview,
    page: createPage(
      'src/playground/PreviewPage.tsx',
      async () => (await import('../playground/PreviewPage.tsx')).PreviewPage,
      { textParts: ['form', 'playground'] },
    ),
  },
];

/** Finds the page at a path; returns null when there is none. */
export function findPage(path: string): Page | null {
  const trimmed = findEditedSection(path) === undefined ? trimSlashes(path) || '/' : pagePaths.edit;
  return routes.find((route) => route.path === trimmed)?.page ?? null;
}

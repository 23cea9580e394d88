import type { Page } from '@playwright/test';

/** Resolves when the page is hydrated. */
export async function waitForHydration(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const heading = document.querySelector('main h1') ?? {};
    // React marks the elements that it has hydrated. Nothing visible shows that.
    return Object.keys(heading).some((key) => key.startsWith('__reactFiber$'));
  });
}

/** Opens a page and holds back its scripts until `load` is called. */
export async function openWithoutScripts(page: Page, path: string): Promise<{ load(): Promise<void> }> {
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  await page.route('**/assets/*.js', async (route) => {
    await allowed;
    await route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  return {
    async load() {
      allow();
      await waitForHydration(page);
    },
  };
}

import type { Page } from '@playwright/test';

/** Resolves when the page's script has taken over; until then its forms are plain HTML ones. */
export async function waitForHydration(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const heading = document.querySelector('main h1') ?? {};
    // React marks the elements that it has taken over; nothing that people see tells.
    return Object.keys(heading).some((key) => key.startsWith('__reactFiber$'));
  });
}

/** Opens a page whose scripts come only when `load` is called, however long its reader takes. */
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

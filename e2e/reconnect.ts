import type { Page } from '@playwright/test';

/** Gives a page its network back, and waits until requests reach it. The browser says so before. */
export async function reconnect(page: Page): Promise<void> {
  await page.context().setOffline(false);
  await page.waitForFunction(() =>
    fetch('/healthz').then(
      ({ ok }) => ok,
      () => false,
    ),
  );
}

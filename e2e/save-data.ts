import type { Page } from '@playwright/test';

/** Turns the browser's data saver on, so that pages load nothing in advance. */
export async function saveData(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true, effectiveType: '4g' } });
  });
}

import type { Page } from '@playwright/test';
import { test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';

/** Opens a page, and waits until it is hydrated if it has script. */
type Open = (page: Page, path: string) => Promise<void>;

/** Runs the same tests with script and without. */
export function withAndWithoutScript(define: (open: Open, hasScript: boolean) => void): void {
  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
      test.use({ javaScriptEnabled });
      define(async (page, path) => {
        await page.goto(path);
        if (javaScriptEnabled) await waitForHydration(page);
      }, javaScriptEnabled);
    });
  }
}

import type { Locator, Page } from '@playwright/test';
import { corpus } from './corpus.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { openPlayground } from './open-playground.ts';
import { findAxeViolations } from './page-checks.ts';

/** Other tests cover the colors, which are the same everywhere. */
const axeOptions = { rules: { 'color-contrast': { enabled: false } } };

function getForm(page: Page): Locator {
  return page.locator('main form').filter({ has: page.getByRole('button', { name: 'Check' }) });
}

/** Finds a field that accepts any text and submits it unchanged. */
function getTextField(form: Locator): Locator {
  const free = 'input[type="text"][name^="root"]:not([inputmode]):not([readonly]):not([disabled])';
  return form.locator(`${free}, textarea[name^="root"]:not([readonly]):not([disabled])`).first();
}

const groupSize = 10;
const groups = Array.from({ length: Math.ceil(corpus.length / groupSize) }, (_, index) =>
  corpus.slice(index * groupSize, (index + 1) * groupSize),
);

test.describe.configure({ mode: 'parallel' });

for (const group of groups) {
  const names = `${group[0]?.name} to ${group.at(-1)?.name}`;
  test(`with script every schema is rendered, filled in and submitted: ${names}`, async ({
    page,
    pageErrors,
  }) => {
    test.setTimeout(90_000);
    for (const item of group) {
      await test.step(item.name, async () => {
        await openPlayground(page, item);
        await waitForHydration(page);
        const form = getForm(page);
        await expect(form.getByRole('button', { name: 'Check' })).toBeVisible();
        if (item.name !== 'fields-500')
          expect.soft(await findAxeViolations(page, axeOptions, 'main'), item.name).toEqual([]);
        const field = getTextField(form);
        if ((await field.count()) > 0) {
          await field.fill('typed here');
          await form.getByRole('button', { name: 'Check' }).click();
          await expect(page.locator('main pre'), item.name).toContainText('typed here');
        }
        expect.soft(pageErrors.list(), item.name).toEqual([]);
      });
    }
  });
}

import type { Page } from '@playwright/test';
import { type BuiltInLanguage, builtInCodes } from '../locales/built-in-languages.ts';
import { findEnglish } from './find-english.ts';
import { expect, test } from './fixtures.ts';
import {
  findClipped,
  findOverflow,
  findSmallTargets,
  findViolations,
  findViolationsOfStructure,
} from './page-checks.ts';
import { pageStates, visitPageStates } from './page-states.ts';

const desktop = { width: 1280, height: 720 };

/** The states whose accessibility tree is kept: roles, names and states in their order. */
const withTree = [
  'sign-in',
  'sign-in-errors',
  'code',
  'profile',
  'profile-saved',
  'edit',
  'edit-errors',
  'edit-review',
  'not-found',
];

/** A language of each direction. The colors of a page do not depend on its language. */
const withContrast: readonly BuiltInLanguage[] = ['en', 'ar'];

async function checkPage(page: Page, name: string, language: BuiltInLanguage): Promise<void> {
  await page.setViewportSize(desktop);
  const find = withContrast.includes(language) ? findViolations : findViolationsOfStructure;
  expect.soft(await find(page), name).toEqual([]);
  // The window is that of a phone after this.
  expect.soft(await findOverflow(page), name).toEqual([]);
  expect.soft(await findSmallTargets(page, 24), name).toEqual([]);
  expect.soft(await findClipped(page), name).toEqual([]);
  expect.soft(await findEnglish(page, language), name).toEqual([]);
}

test.describe.configure({ mode: 'parallel' });

for (const language of builtInCodes) {
  test.describe(language, () => {
    test.use({ language });

    test('in every state axe finds no violations, the page fits into 320 px, and its texts are in the language', async ({
      page,
      customer,
      pageErrors,
    }) => {
      // It visits all pages.
      test.setTimeout(180_000);
      for (const { logs } of pageStates) if (logs) pageErrors.expect(logs);
      await visitPageStates(page, customer, async (name) => {
        const hasTree = language === 'en' && withTree.includes(name);
        if (hasTree)
          await expect.soft(page.locator('body')).toMatchAriaSnapshot({ name: `${name}.aria.yml` });
        await checkPage(page, name, language);
      });
    });
  });
}

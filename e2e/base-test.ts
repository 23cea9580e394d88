import { test as base, expect } from '@playwright/test';
import { type BuiltInLanguage, builtInChoices } from '../locales/built-in-languages.ts';
import { PageErrors } from './page-errors.ts';

interface BaseFixtures {
  /** The language of the customer and of the browser. */
  language: BuiltInLanguage;
  /** Fails the test at its end for every error that it did not expect. */
  pageErrors: PageErrors;
}

/** A test of a page, whatever serves it. */
export const baseTest = base.extend<BaseFixtures>({
  language: ['en', { option: true }],
  locale: ({ language }, provide) => provide(builtInChoices[language].locale),
  pageErrors: [
    async ({ context }, provide) => {
      const pageErrors = new PageErrors();
      await pageErrors.watch(context);
      await provide(pageErrors);
      expect(pageErrors.list()).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

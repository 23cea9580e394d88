import type { BuiltInLanguage } from '../locales/built-in-languages.ts';
import { builtInLanguages } from '../locales/built-in-languages.ts';
import { baseTest, expect } from './base-test.ts';
import { findEnglish } from './find-english.ts';
import { getText, type TextFile, type TextValues } from './texts.ts';

/** Returns a text of the application in the language of the test. */
export type GetText = (file: TextFile, key: string, values?: TextValues) => string;

/**
 * Runs the same journey of a customer in English and in Arabic. At its end the page has the direction of its language,
 * and no text in another one.
 */
export function inEnglishAndArabic(define: (text: GetText, language: BuiltInLanguage) => void): void {
  for (const language of ['en', 'ar'] as const) {
    baseTest.describe(`in ${language}`, () => {
      baseTest.use({ language });
      baseTest.afterEach(async ({ page }) => {
        const html = page.locator('html');
        await expect(html).toHaveAttribute('lang', language);
        await expect(html).toHaveAttribute('dir', builtInLanguages[language].direction);
        expect(await findEnglish(page, language)).toEqual([]);
      });
      define((file, key, values) => getText(language, file, key, values), language);
    });
  }
}

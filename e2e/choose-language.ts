import type { Page } from '@playwright/test';
import { type BuiltInLanguage, builtInLanguages } from '../locales/built-in-languages.ts';

/** Chooses a language in the menu of the header. */
export async function chooseLanguage(page: Page, language: BuiltInLanguage): Promise<void> {
  await page.locator('.language-menu > summary').click();
  await page.getByRole('button', { name: builtInLanguages[language].name, exact: true }).click();
}

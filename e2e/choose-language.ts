import type { Page } from '@playwright/test';
import { type Language, languages } from '../shared/languages.ts';

/** Chooses a language in the menu of the header. */
export async function chooseLanguage(page: Page, language: Language): Promise<void> {
  await page.locator('.language-menu > summary').click();
  await page.getByRole('button', { name: languages[language].name, exact: true }).click();
}

import { expect, type Locator, type Page } from '@playwright/test';
import type { BuiltInLanguage } from '../locales/built-in-languages.ts';
import { waitForHydration } from './hydration.ts';
import { getText } from './texts.ts';

/** Opens the form, and waits until it is hydrated. */
export async function openEdit(page: Page): Promise<void> {
  await page.goto('/edit');
  await waitForHydration(page);
}

export const getButton = (page: Page, key: string, language: BuiltInLanguage = 'en'): Locator =>
  page.getByRole('button', { name: getText(language, 'app', key), exact: true });

export const getSaveButton = (page: Page, language: BuiltInLanguage = 'en'): Locator =>
  getButton(page, 'edit.save', language);

/** Saves changes after their review, which a changed identity number asks for. */
export async function confirmChanges(page: Page, language: BuiltInLanguage = 'en'): Promise<void> {
  await expect(page.getByText(getText(language, 'app', 'edit.review.title'))).toBeVisible();
  await getSaveButton(page, language).click();
}

export const getSavedMessage = (page: Page, language: BuiltInLanguage = 'en'): Locator =>
  page.getByRole('status').filter({ hasText: getText(language, 'app', 'profile.saved') });

export const getRestoredMessage = (page: Page, language: BuiltInLanguage = 'en'): Locator =>
  page.getByRole('status').filter({ hasText: getText(language, 'app', 'edit.restored') });

export const getErrorSummary = (page: Page, language: BuiltInLanguage = 'en'): Locator =>
  page.getByRole('alert').filter({ hasText: getText(language, 'controls', 'form.errorSummary') });

/** The field of a property of the built-in form that has no other one in its label. */
export const locateField = (page: Page, name: string, language: BuiltInLanguage = 'en'): Locator =>
  page.getByLabel(getText(language, 'form', name));

/** The exact name keeps "Email address" from matching. */
export const getAddress = (page: Page, language: BuiltInLanguage = 'en'): Locator => {
  const optional = getText(language, 'controls', 'form.optional');
  const name = `${getText(language, 'form', 'address')} ${optional}`;
  return page.getByRole('textbox', { name, exact: true });
};

/** Fills in a date, such as `1990-3-5`, with separate fields for day, month and year; `''` empties them. */
export async function fillDate(page: Page, name: string, date: string): Promise<void> {
  const [Year = '', Month = '', Day = ''] = date.split('-');
  await fillParts(page, name, { Day, Month, Year });
}

/** Fills in the separate fields of a date or a time, by their labels. */
export async function fillParts(page: Page, name: string, parts: Record<string, string>): Promise<void> {
  const group = page.getByRole('group', { name });
  for (const [label, text] of Object.entries(parts)) await group.getByLabel(label).fill(text);
}

/** Finds the search field of a long list. It renders when the form is first used. */
export async function getSearchField(page: Page, name: string): Promise<Locator> {
  // Once it has rendered it covers the list, which then can't be hovered.
  await page.getByLabel(name).hover({ force: true });
  const field = page.locator('input').and(page.getByRole('combobox', { name }));
  await expect(field).toBeVisible();
  return field;
}

/** Chooses an option of a long list by a substring of its name; `''` chooses none. */
export async function search(page: Page, name: string, text: string): Promise<void> {
  const field = await getSearchField(page, name);
  await field.fill(text);
  await field.press(text === '' ? 'Escape' : 'Enter');
}

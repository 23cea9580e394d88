import type { Locator, Page } from '@playwright/test';
import { waitForHydration } from './hydration.ts';

/** Opens the form, and waits until its script has taken over. */
export async function openEdit(page: Page): Promise<void> {
  await page.goto('/edit');
  await waitForHydration(page);
}

export const getSaveButton = (page: Page): Locator => page.getByRole('button', { name: 'Save', exact: true });

export const getSavedMessage = (page: Page): Locator =>
  page.getByRole('status').filter({ hasText: 'Your profile has been saved.' });

export const getErrorSummary = (page: Page): Locator =>
  page.getByRole('alert').filter({ hasText: 'There is a problem' });

/** "Email address" has the word in its name too. */
export const getAddress = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'Address (optional)', exact: true });

import type { Page } from '@playwright/test';
import type { TestCustomer } from './app-server.ts';
import { getSearchField } from './edit-page.ts';
import { hasSession } from './end-session.ts';
import { waitForHydration } from './hydration.ts';
import { signInThroughApi } from './sign-in.ts';
import { getText } from './texts.ts';

/** Opens the sign-in page. */
export async function openSignIn(page: Page, _visitor: TestCustomer): Promise<void> {
  await page.goto('/sign-in');
  await waitForHydration(page);
}

/** Opens a page as the visitor, without what was typed before. */
export async function openSignedIn(page: Page, visitor: TestCustomer, path: string): Promise<void> {
  await signInOnce(page, visitor);
  // Leaving a form keeps its draft. A page without scripts is the place to forget it.
  await page.goto('/healthz');
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(path);
  await waitForHydration(page);
}

/** Signs the visitor in, unless a session is open. */
export async function signInOnce(page: Page, visitor: TestCustomer): Promise<void> {
  if (!(await hasSession(page.context()))) await signInThroughApi(page, visitor);
}

export async function openLanguageMenu(page: Page): Promise<void> {
  await page.locator('.language-menu > summary').click();
}

/** Opens the list of a field that searches it. */
export async function openList(page: Page, name: string): Promise<void> {
  const field = await getSearchField(page, name);
  await field.press('ArrowDown');
  await page.getByRole('option').first().waitFor();
}

/** Waits for a text of the application in the language of the visitor. */
export async function waitForText(page: Page, { language }: TestCustomer, text: string): Promise<void> {
  await page.getByText(getText(language, 'app', text)).waitFor();
}

/** Presses the button with a text of the application. */
export async function press(page: Page, { language }: TestCustomer, text: string): Promise<void> {
  const name = getText(language, 'app', text);
  await page.getByRole('button', { name, exact: true }).click();
}

/** Fills in a field of the profile. */
export async function fill(page: Page, field: string, value: string): Promise<void> {
  await page.locator(`[name="root[${field}]"]`).fill(value);
}

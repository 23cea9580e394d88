import { expect, type Locator, type Page } from '@playwright/test';
import type { BuiltInLanguage } from '../locales/built-in-languages.ts';
import { apiPaths } from '../shared/customer-api.ts';
import type { TestCustomer } from './app-server.ts';
import { getText } from './texts.ts';

/** Signs a page's context in through the API, which is faster than through the pages. */
export async function signInThroughApi(page: Page, { mobile, takeCode }: TestCustomer): Promise<void> {
  const { request } = page.context();
  await request.post(apiPaths.login, { data: { mobile } });
  const answer = await request.post(apiPaths.verify, { data: { mobile, code: await takeCode() } });
  if (!answer.ok()) throw new Error(`Signing in as ${mobile} gave ${answer.status()}`);
}

/** Sends a number on the sign-in page or in its dialog, whatever comes of it. */
export async function sendNumber(
  place: Page | Locator,
  mobile: string,
  language: BuiltInLanguage = 'en',
): Promise<void> {
  await place.getByLabel(getText(language, 'app', 'signIn.mobile')).fill(mobile);
  await place.getByRole('button', { name: getText(language, 'app', 'signIn.send') }).click();
}

/** Sends a number on the sign-in page, and waits until it asks for the code. */
export async function askForCode(
  page: Page,
  mobile: string,
  language: BuiltInLanguage = 'en',
): Promise<void> {
  await sendNumber(page, mobile, language);
  await expect(
    page.getByRole('heading', { name: getText(language, 'app', 'signIn.codeTitle') }),
  ).toBeVisible();
}

/** The field of the code. */
export const getCode = (page: Page, language: BuiltInLanguage = 'en') =>
  page.getByLabel(getText(language, 'app', 'signIn.code', { length: 6 }), { exact: true });

/** Types a code. With script the page submits a whole code by itself. */
export async function enterCode(
  page: Page,
  code: string,
  hasScript: boolean,
  language: BuiltInLanguage = 'en',
): Promise<void> {
  await getCode(page, language).fill(code);
  if (hasScript) return;
  await page.getByRole('button', { name: getText(language, 'app', 'signIn.verify'), exact: true }).click();
}

/** Waits until the customer is signed in and sees the profile. */
export async function expectProfile(page: Page, language: BuiltInLanguage = 'en'): Promise<void> {
  await expect(page.getByRole('heading', { name: getText(language, 'app', 'profile.title') })).toBeVisible();
}

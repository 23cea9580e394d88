import type { Page } from '@playwright/test';
import type { JsonObject } from 'schema-form';
import { apiPaths } from '../shared/customer-api.ts';
import { chooseLanguage } from './choose-language.ts';
import { confirmChanges, getErrorSummary, getSaveButton, getSavedMessage } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { toInternational } from './international-number.ts';
import { findViolations } from './page-checks.ts';

async function readData(page: Page): Promise<JsonObject> {
  return (await (await page.request.get(apiPaths.update)).json()).form.data;
}

/** Deletes everything that a customer may delete. */
async function emptyProfile(page: Page): Promise<void> {
  const data = { email: '', address: '', dob: '', nationality: '', passport_number: '' };
  await page.request.post(apiPaths.update, { data });
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`the built-in form, ${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    test.use({ javaScriptEnabled });

    const open = async (page: Page, path: string) => {
      await page.goto(path);
      if (javaScriptEnabled) await waitForHydration(page);
    };

    test.beforeEach(async ({ page, signIn }) => {
      await signIn(page);
    });

    test('one section is edited from the profile, and all other values stay', async ({ page, baseURL }) => {
      await open(page, '/');
      const before = await readData(page);
      await page.getByRole('link', { name: 'Edit: Contact' }).click();
      await expect(page).toHaveURL(`${baseURL}/edit/contact`);
      await expect(page).toHaveTitle('Edit: Contact – My profile');
      await expect(page.getByRole('group', { name: 'Contact' })).toBeVisible();
      await expect(page.getByLabel('First name')).toHaveCount(0);
      await page.getByLabel('Email address').fill('lina@example.com');
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      await expect(page).toHaveURL(`${baseURL}/`);
      expect(await readData(page)).toEqual({ ...before, email: 'lina@example.com' });
    });

    test('an error in the section is reported at its field', async ({ page, pageErrors }) => {
      if (!javaScriptEnabled) pageErrors.expect(/422.*edit\/contact/);
      await open(page, '/edit/contact');
      await page.getByLabel('Email address').fill('lina');
      await getSaveButton(page).click();
      await expect(getErrorSummary(page).getByRole('link')).toHaveCount(1);
      await expect(page.getByLabel('Email address')).toHaveAttribute('aria-invalid', 'true');
      await expect(page).toHaveTitle(/^Error: Edit: Contact/);
      await expect(page.getByLabel('First name')).toHaveCount(0);
    });

    test('an unknown section is not found', async ({ page, pageErrors }) => {
      pageErrors.expect(/404.*nothing/);
      const answer = await page.goto('/edit/nothing');
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    });

    test('an empty profile says so in a sentence, and each missing value leads to its field', async ({
      page,
      baseURL,
    }) => {
      await open(page, '/');
      await expect(page.getByText('Some details are still missing.')).toHaveCount(0);
      await emptyProfile(page);
      await open(page, '/');
      await expect(page.getByText('Some details are still missing.')).toBeVisible();
      await expect(page.getByText('Not given')).toHaveCount(0);
      await expect(page.getByRole('link', { name: /^Add: / })).toHaveCount(7);
      if (javaScriptEnabled) expect.soft(await findViolations(page)).toEqual([]);
      await page.getByRole('link', { name: 'Add: Email address' }).click();
      await expect(page).toHaveURL(`${baseURL}/edit/contact#root_email`);
      await expect(page.getByLabel('Email address')).toBeFocused();
      await page.getByLabel('Email address').fill('lina@example.com');
      await getSaveButton(page).click();
      await expect(page.getByText('lina@example.com').last()).toBeVisible();
    });

    test('nothing is selected that nobody chose', async ({ page }) => {
      await open(page, '/edit/about');
      await expect(page.getByRole('radio')).toHaveCount(4);
      await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
      await page.getByRole('radio', { name: 'Female' }).check();
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      await open(page, '/edit/about');
      await expect(page.getByRole('radio', { name: 'Female' })).toBeChecked();
      await page.getByRole('radio', { name: 'Prefer not to say' }).check();
      await getSaveButton(page).click();
      await expect(page.getByRole('link', { name: 'Add: Gender' })).toBeVisible();
      expect(await readData(page)).toMatchObject({ gender: null });
    });

    test('the own number and address are plain text, the number with spaces', async ({ page, customer }) => {
      await open(page, '/');
      await expect(page.getByText(toInternational(customer.mobile), { exact: true })).toBeVisible();
      await expect(page.locator('a[href^="tel:"], a[href^="mailto:"]')).toHaveCount(0);
    });

    test('identity numbers are masked until somebody shows them', async ({ page }) => {
      await open(page, '/');
      await expect(page.getByText('N7654321')).toBeHidden();
      await page.getByText('Show').click();
      await expect(page.getByText('N7654321')).toBeVisible();
    });

    test('a changed identity number is reviewed in its section too', async ({ page, baseURL }) => {
      await open(page, '/edit/documents');
      await page.getByLabel('Passport number').fill('X7654321');
      await getSaveButton(page).click();
      await confirmChanges(page);
      await expect(getSavedMessage(page)).toBeVisible();
      await expect(page).toHaveURL(`${baseURL}/`);
      expect(await readData(page)).toMatchObject({ passport_number: 'X7654321', first_name: 'Layla' });
    });

    test('the language can be changed while a section is edited', async ({ page, baseURL }) => {
      await open(page, '/edit/contact');
      await page.getByLabel('Email address').fill('lina@example.com');
      await chooseLanguage(page, 'ar');
      await expect(page.getByRole('group', { name: 'بيانات الاتصال' })).toBeVisible();
      await expect(page.getByLabel('البريد الإلكتروني')).toHaveValue('lina@example.com');
      await expect(page.getByLabel('الاسم الأول')).toHaveCount(0);
      await expect(page).toHaveURL(new RegExp(`^${baseURL}/edit/contact`));
    });
  });
}

test('what was typed in another section comes back in sight', async ({ page, signIn }) => {
  await signIn(page);
  await page.goto('/edit/contact');
  await waitForHydration(page);
  await page.getByLabel('Email address').fill('lina@example.com');
  await page.goto('/edit/documents');
  await waitForHydration(page);
  await expect(page.getByLabel('Email address')).toHaveValue('lina@example.com');
  await expect(page.getByLabel('Passport number')).toBeVisible();
  await expect(page.getByLabel('First name')).toHaveCount(0);
});

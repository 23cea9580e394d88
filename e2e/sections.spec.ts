import type { Page } from '@playwright/test';
import type { JsonObject } from 'schema-form';
import { apiPaths } from '../shared/customer-api.ts';
import { chooseLanguage } from './choose-language.ts';
import { confirmChanges, getErrorSummary, getSaveButton, getSavedMessage, locateField } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { toInternational } from './international-number.ts';
import { findViolations } from './page-checks.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

async function readData(page: Page): Promise<JsonObject> {
  return (await (await page.request.get(apiPaths.update)).json()).form.data;
}

/** Deletes everything that a customer may delete. */
async function emptyProfile(page: Page): Promise<void> {
  const data = { email: '', address: '', dob: '', nationality: '', passport_number: '' };
  await page.request.post(apiPaths.update, { data });
}

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

inEnglishAndArabic((text, language) => {
  withAndWithoutScript((open, hasScript) => {
    test('one section is edited from the profile, reports its errors, and all other values stay', {
      tag: '@backend',
    }, async ({ page, baseURL, pageErrors }) => {
      if (!hasScript) pageErrors.expect(/422.*edit\/contact/);
      await open(page, '/');
      const before = await readData(page);
      const section = text('form', 'section.contact');
      const title = text('app', 'edit.sectionTitle', { section });
      await page.getByRole('link', { name: `${text('app', 'view.edit')}: ${section}` }).click();
      await expect(page).toHaveURL(`${baseURL}/edit/contact`);
      await expect(page).toHaveTitle(`${title} – ${text('app', 'app.name')}`);
      await expect(page.getByRole('group', { name: section })).toBeVisible();
      await expect(locateField(page, 'first_name', language)).toHaveCount(0);
      const email = locateField(page, 'email', language);
      await email.fill('lina');
      await getSaveButton(page, language).click();
      await expect(getErrorSummary(page, language).getByRole('link')).toHaveCount(1);
      await expect(email).toHaveAttribute('aria-invalid', 'true');
      await expect(page).toHaveTitle(
        `${text('app', 'app.errorTitle', { title })} – ${text('app', 'app.name')}`,
      );
      await expect(locateField(page, 'first_name', language)).toHaveCount(0);
      await email.fill('lina@example.com');
      await getSaveButton(page, language).click();
      await expect(getSavedMessage(page, language)).toBeVisible();
      await expect(page).toHaveURL(`${baseURL}/`);
      expect(await readData(page)).toEqual({ ...before, email: 'lina@example.com' });
    });

    test('an empty profile says so in a sentence, and each missing value leads to its field', async ({
      page,
      baseURL,
    }) => {
      await open(page, '/');
      const sentence = page.getByText(text('app', 'view.incomplete'));
      await expect(sentence).toHaveCount(0);
      await emptyProfile(page);
      await open(page, '/');
      await expect(sentence).toBeVisible();
      await expect(page.getByText(text('app', 'form.notGiven'))).toHaveCount(0);
      const add = text('app', 'view.add');
      await expect(page.getByRole('link', { name: new RegExp(`^${add}: `) })).toHaveCount(7);
      if (hasScript) expect.soft(await findViolations(page)).toEqual([]);
      await page.getByRole('link', { name: `${add}: ${text('form', 'email')}` }).click();
      await expect(page).toHaveURL(`${baseURL}/edit/contact#root_email`);
      const email = locateField(page, 'email', language);
      await expect(email).toBeFocused();
      await email.fill('lina@example.com');
      await getSaveButton(page, language).click();
      await expect(page.getByText('lina@example.com').last()).toBeVisible();
    });

    test('the own number is plain text with spaces, and identity numbers are masked until somebody shows them', async ({
      page,
      customer,
    }) => {
      await open(page, '/');
      await expect(page.getByText(toInternational(customer.mobile), { exact: true })).toBeVisible();
      await expect(page.locator('a[href^="tel:"], a[href^="mailto:"]')).toHaveCount(0);
      await expect(page.getByText('N7654321')).toBeHidden();
      await page.getByText(text('app', 'form.show'), { exact: true }).click();
      await expect(page.getByText('N7654321')).toBeVisible();
    });
  });
});

withAndWithoutScript((open) => {
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
    expect((await readData(page)).gender ?? null).toBeNull();
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

test('input typed in another section reappears, and that section is shown', async ({ page }) => {
  await page.goto('/edit/contact');
  await waitForHydration(page);
  await page.getByLabel('Email address').fill('lina@example.com');
  await page.goto('/edit/documents');
  await waitForHydration(page);
  await expect(page.getByLabel('Email address')).toHaveValue('lina@example.com');
  await expect(page.getByLabel('Passport number')).toBeVisible();
  await expect(page.getByLabel('First name')).toHaveCount(0);
});

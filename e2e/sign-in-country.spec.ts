import type { Page } from '@playwright/test';
import { chooseLanguage } from './choose-language.ts';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts } from './hydration.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

async function sendNumber(page: Page, number: string): Promise<void> {
  await page.getByLabel('Mobile number').fill(number);
  await page.getByRole('button', { name: 'Send code' }).click();
}

const getCountry = (page: Page) => page.getByLabel('Country or region');

withAndWithoutScript((open, hasScript) => {
  // A number may be asked for again only after a while, so each run has its own.
  const last = hasScript ? '8' : '9';
  for (const [typed, shown] of [
    [`25471234567${last}`, `+254 712 345 67${last}`],
    [`96650123456${last}`, `+966 50 123 456${last}`],
  ]) {
    test(`${typed} begins with a country code`, async ({ page }) => {
      await open(page, '/sign-in');
      await sendNumber(page, typed ?? '');
      await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
      await expect(page.getByText(shown ?? '')).toBeVisible();
    });
  }

  test('a number of another country is asked for again, and is right once the country is chosen', async ({
    page,
    pageErrors,
  }) => {
    pageErrors.expect(/422.*sign-in/);
    await open(page, '/sign-in');
    await expect(getCountry(page)).toHaveValue('AE');
    await sendNumber(page, `0712345${last}00`);
    const field = page.getByLabel('Mobile number');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(/no mobile number of the chosen country/);
    await expect(field).toHaveValue(`0712345${last}00`);

    await getCountry(page).selectOption('Kenya (\u200E+254)');
    await page.getByRole('button', { name: 'Send code' }).click();
    await expect(page.getByText(`+254 712 345 ${last}00`)).toBeVisible();

    // The country is remembered.
    await page.getByRole('link', { name: 'Change the number' }).click();
    await expect(getCountry(page)).toHaveValue('KE');
  });

  test('the number can be changed from the code page', async ({ page, customer }) => {
    await open(page, '/sign-in');
    await sendNumber(page, customer.mobile.slice(1));
    await page.getByRole('link', { name: 'Change the number' }).click();
    await expect(page.getByLabel('Mobile number')).toHaveValue(customer.mobile);
  });

  test('the sign-in page helps without a code and without the number', async ({ page }) => {
    await open(page, '/sign-in');
    await page.getByText('No code? Number lost?').click();
    await expect(page.getByText(/If you no longer have this number/)).toBeVisible();
    const footer = page.getByRole('navigation', { name: 'Help and contact' });
    for (const name of ['Contact', 'Help', 'Privacy']) {
      await expect(footer.getByRole('link', { name })).toHaveAttribute('href', /^https:/);
    }
  });

  test.describe('in Swahili of Kenya', () => {
    test.use({ locale: 'sw-KE' });

    test('the country is guessed', async ({ page }) => {
      await open(page, '/sign-in');
      await expect(page.locator('#country')).toHaveValue('KE');
    });
  });

  test.describe('in Arabic', () => {
    test.use({ language: 'ar' });

    test('countries have Arabic names, and the number reads from left to right', async ({ page }) => {
      await open(page, '/sign-in');
      await page.getByLabel('الدولة أو المنطقة').selectOption('كينيا (\u200E+254)');
      await page.getByLabel('رقم الهاتف المحمول').fill(`٠٧١٢٣٤٥٦${last}٠`);
      await page.getByRole('button', { name: 'إرسال الرمز' }).click();
      const number = page.getByText(`+254 712 345 6${last}0`);
      await expect(number).toHaveAttribute('dir', 'ltr');
    });
  });
});

test('a country that is chosen before hydration is kept, and its name follows the language', async ({
  page,
}) => {
  const scripts = await openWithoutScripts(page, '/sign-in');
  await getCountry(page).selectOption('KE');
  await scripts.load();
  await expect(getCountry(page)).toHaveValue('KE');
  await chooseLanguage(page, 'ar');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(page.locator('#country')).toHaveValue('KE');
  await expect(page.locator('#country option:checked')).toHaveText('كينيا (\u200E+254)');
});

import type { Page } from '@playwright/test';
import { chooseLanguage } from './choose-language.ts';
import { getSearchField, search } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts } from './hydration.ts';
import { findOverflow } from './page-checks.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

async function sendNumber(page: Page, number: string): Promise<void> {
  await page.getByLabel('Mobile number').fill(number);
  await page.getByRole('button', { name: 'Send code' }).click();
}

/** The select, which a combobox covers once the form is used. */
const getCountry = (page: Page) => page.locator('select[name=country]');

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

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

    if (hasScript) await search(page, 'Country or region', 'keny');
    else await page.getByLabel('Country or region').selectOption('Kenya (\u200E+254)');
    await page.getByRole('button', { name: 'Send code' }).click();
    await expect(page.getByText(`+254 712 345 ${last}00`)).toBeVisible();

    // The country is remembered.
    await page.getByRole('link', { name: 'Change the number' }).click();
    await expect(getCountry(page)).toHaveValue('KE');
    await expect(page.getByText('For example +254\u00a0712\u00a0123\u00a0456')).toBeVisible();
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
      await expect(getCountry(page)).toHaveValue('KE');
    });
  });

  test.describe('in Arabic', () => {
    test.use({ language: 'ar' });

    test('countries have Arabic names, and the number reads from left to right', async ({ page }) => {
      await open(page, '/sign-in');
      const name = 'الدولة أو المنطقة';
      if (hasScript) await search(page, name, '٢٥٤');
      else await page.getByLabel(name).selectOption('كينيا (\u200E+254)');
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
  await expect(page.getByText('For example +254')).toBeVisible();
  await chooseLanguage(page, 'ar');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(getCountry(page)).toHaveValue('KE');
  await expect(getCountry(page).locator('option:checked')).toHaveText('كينيا (\u200E+254)');
});

test('a country is searched by its name, its calling code and its ISO code', async ({ page }) => {
  await page.goto('/sign-in');
  const field = await getSearchField(page, 'Country or region');
  await expect(field).toHaveValue('United Arab Emirates (\u200E+971)');
  const options = page.getByRole('listbox', { name: 'List' }).getByRole('option');
  for (const [typed, found] of [
    ['emirates', 'United Arab Emirates (\u200E+971)'],
    ['cote divoire', 'Côte d’Ivoire (\u200E+225)'],
    ['+٩٧١', 'United Arab Emirates (\u200E+971)'],
    ['966', 'Saudi Arabia (\u200E+966)'],
    ['ke', 'Kenya (\u200E+254)'],
  ]) {
    await field.fill(typed ?? '');
    await expect(options.first()).toHaveText(found ?? '');
  }
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(page.getByRole('listbox', { name: 'List' })).toBeHidden();
  await expect(getCountry(page)).not.toHaveValue('AE');

  await field.fill('KE');
  await field.press('Tab');
  await expect(field).toHaveValue('Kenya (\u200E+254)');
  await expect(getCountry(page)).toHaveValue('KE');
  await expect(page.getByText('For example +254')).toBeVisible();
  // A text that is no country, or several, brings back the chosen one.
  for (const typed of ['nowhere', 'land', '']) {
    await field.fill(typed);
    await field.press('Tab');
    await expect(field).toHaveValue('Kenya (\u200E+254)');
  }
  await expect(getCountry(page)).toHaveValue('KE');
});

test.describe('on a phone, in Arabic', () => {
  test.use({ ...phone, language: 'ar' });

  test('the first touch opens the list that can be searched, without hamza', async ({ page }) => {
    await page.goto('/sign-in');
    const field = page.locator('input').and(page.getByRole('combobox', { name: 'الدولة أو المنطقة' }));
    await field.tap();
    const list = page.getByRole('listbox', { name: 'القائمة' });
    await expect(list).toBeVisible();
    await field.fill('اردن');
    await expect(list.getByRole('option')).toHaveText(['الأردن (\u200E+962)']);
    expect(await findOverflow(page)).toEqual([]);
    await list.getByRole('option').tap();
    await expect(getCountry(page)).toHaveValue('JO');
    await expect(page.locator('#mobile-help')).toContainText('+962');
  });
});

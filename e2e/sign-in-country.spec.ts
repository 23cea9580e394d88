import type { Page } from '@playwright/test';
import { chooseLanguage } from './choose-language.ts';
import { getSearchField, search } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts } from './hydration.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { findOverflow } from './page-checks.ts';
import { sendNumber } from './sign-in.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

/** The select, which a combobox covers once the form is used. */
const getCountry = (page: Page) => page.locator('select[name=country]');

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

inEnglishAndArabic((text, language) => {
  const kenya = language === 'en' ? 'Kenya' : 'كينيا';

  withAndWithoutScript((open, hasScript) => {
    // A number may be asked for again only after a while, so each run has its own.
    const last = (language === 'en' ? 6 : 8) + (hasScript ? 1 : 0);

    test('a number of another country is asked for again, is right once the country is chosen, and has a code of its own', async ({
      page,
      pageErrors,
    }) => {
      pageErrors.expect(/422.*sign-in/);
      await open(page, '/sign-in');
      await page.getByText(text('app', 'signIn.help')).click();
      await expect(page.getByText(text('app', 'signIn.help.lost'))).toBeVisible();
      await expect(getCountry(page)).toHaveValue('AE');
      await sendNumber(page, `0712345${last}00`, language);
      const field = page.getByLabel(text('app', 'signIn.mobile'));
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      const error = text('app', 'signIn.error.country');
      await expect(field).toHaveAccessibleDescription(new RegExp(error.replaceAll('+', '\\+')));
      await expect(field).toHaveValue(`0712345${last}00`);

      const name = text('app', 'signIn.country');
      if (hasScript) await search(page, name, kenya.slice(0, 4));
      else await page.getByLabel(name).selectOption(`${kenya} (\u200E+254)`);
      await page.getByRole('button', { name: text('app', 'signIn.send') }).click();
      await expect(page.getByText(`+254 712 345 ${last}00`)).toHaveAttribute('dir', 'ltr');

      // The country and the number are remembered.
      await page.getByRole('link', { name: text('app', 'signIn.changeNumber') }).click();
      await expect(getCountry(page)).toHaveValue('KE');
      await expect(page.locator('#mobile-help')).toContainText('+254\u00a0712\u00a0123\u00a0456');
      await expect(field).toHaveValue(`+254712345${last}00`);

      // A number of any country may begin with its code.
      await sendNumber(page, `96650123456${last}`, language);
      await expect(page.getByText(`+966 50 123 456${last}`)).toBeVisible();
    });
  });
});

withAndWithoutScript((open, hasScript) => {
  const last = hasScript ? '8' : '9';

  test(`25471234567${last} begins with a country code`, async ({ page }) => {
    await open(page, '/sign-in');
    await sendNumber(page, `25471234567${last}`);
    await expect(page.getByText(`+254 712 345 67${last}`)).toBeVisible();
  });

  test.describe('in Swahili of Kenya', () => {
    test.use({ locale: 'sw-KE' });

    test('the country is guessed', async ({ page }) => {
      await open(page, '/sign-in');
      await expect(getCountry(page)).toHaveValue('KE');
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

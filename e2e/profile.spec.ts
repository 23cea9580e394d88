import type { Locator, Page } from '@playwright/test';
import { chooseLanguage } from './choose-language.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { toInternational } from './international-number.ts';
import { saveData } from './save-data.ts';

/** Returns the value of a field on the page. */
function getValue(page: Page, name: string): Locator {
  return page
    .locator('dl > div')
    .filter({ has: page.getByText(name, { exact: true }) })
    .getByRole('definition');
}

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
  await page.goto('/');
  await waitForHydration(page);
});

test('the profile page shows readable values', { tag: '@backend' }, async ({ page, customer }) => {
  await expect(page).toHaveTitle('Your profile – My profile');
  for (const section of ['About you', 'Contact', 'Documents', 'Preferences']) {
    await expect(page.getByRole('heading', { name: section, level: 2 })).toBeVisible();
  }
  await expect(getValue(page, 'First name')).toHaveText('Layla');
  await expect(getValue(page, 'Last name')).toHaveText('Haddad');
  await expect(getValue(page, 'Gender')).toHaveText('Add');
  await expect(getValue(page, 'Date of birth')).toHaveText('29 February 1988');
  await expect(getValue(page, 'Nationality')).toHaveText('Jordan');
  await expect(getValue(page, 'Mobile number')).toHaveText(toInternational(customer.mobile));
  await expect(getValue(page, 'Email address')).toHaveText('layla@example.com');
  await expect(getValue(page, 'Address')).toHaveText('Flat 7, 21 Rainbow Street Amman');
  await expect(getValue(page, 'Passport number').getByText('N7654321')).toBeHidden();
  await expect(getValue(page, 'National ID number')).toHaveText('Add');
  await expect(getValue(page, 'Language')).toHaveText('English');
  await expect(page.getByRole('textbox')).toHaveCount(0);
});

test('a changed language stays', async ({ page }) => {
  const html = page.locator('html');
  await chooseLanguage(page, 'ar');
  await expect(page.getByRole('heading', { name: 'ملفك الشخصي' })).toBeVisible();
  await expect(html).toHaveAttribute('lang', 'ar');
  await expect(html).toHaveAttribute('dir', 'rtl');
  await expect(page).toHaveTitle('ملفك الشخصي – ملفي الشخصي');
  await expect(getValue(page, 'الجنسية')).toHaveText('الأردن');

  await page.reload();
  await expect(html).toHaveAttribute('lang', 'ar');
  await expect(getValue(page, 'اللغة')).toHaveText('العربية');

  await waitForHydration(page);
  await chooseLanguage(page, 'en');
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await expect(html).toHaveAttribute('lang', 'en');
  await expect(html).toHaveAttribute('dir', 'ltr');
});

test('after signing out, the back button shows nothing of the profile', async ({ page, baseURL }) => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status')).toHaveText('You are signed out.');
  await expect(page).toHaveURL(`${baseURL}/sign-in`);
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('Haddad')).toHaveCount(0);
});

test('signing out ends the session of every tab', async ({ page, context, baseURL }) => {
  const other = await context.newPage();
  await other.goto('/edit');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status')).toHaveText('You are signed out.');
  await other.reload();
  await expect(other).toHaveURL(`${baseURL}/sign-in?next=%2Fedit`);
});

for (const path of ['/', '/edit']) {
  test(`${path} contains its data, so its script requests none`, async ({ page }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto(path);
    await waitForHydration(page);
    await page.waitForLoadState('networkidle');
    expect(requests.filter((url) => /\/assets\/.+\.js$/.test(url))).not.toEqual([]);
    expect(requests.filter((url) => url.includes('/api/') || url.includes('/demo/'))).toEqual([]);
  });
}

for (const path of ['/', '/edit']) {
  test(`${path} names every script that it needs, so that all load in parallel`, async ({ page }) => {
    await saveData(page);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') asked.push(new URL(request.url()).pathname);
    });
    const answer = await page.goto(path);
    await waitForHydration(page);
    await page.waitForLoadState('networkidle');
    const html = (await answer?.text()) ?? '';
    expect(asked).not.toEqual([]);
    expect(asked.filter((script) => !html.includes(`"${script}"`))).toEqual([]);
  });
}

test('the pages follow each other without a reload', async ({ page }) => {
  const loads: string[] = [];
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads.push(request.url());
  });
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await expect(page.getByRole('heading', { name: 'Edit your profile' })).toBeFocused();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeFocused();
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await page.getByRole('link', { name: 'My profile' }).click();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeFocused();
  expect(loads).toEqual([]);
});

test('an unknown address shows an error page with a link to the profile', async ({
  page,
  pageErrors,
  baseURL,
}) => {
  pageErrors.expect(/404.*no-such-page/);
  const answer = await page.goto('/no-such-page');
  expect(answer?.status()).toBe(404);
  await expect(page).toHaveTitle('Page not found – My profile');
  await page.getByRole('link', { name: 'Go to your profile' }).click();
  await expect(page).toHaveURL(`${baseURL}/`);
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
});

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('the whole profile is in Arabic', async ({ page, customer }) => {
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(getValue(page, 'الاسم الأول')).toHaveText('ليلى');
    await expect(getValue(page, 'تاريخ الميلاد')).toHaveText('29 فبراير 1988');
    await expect(getValue(page, 'الجنسية')).toHaveText('الأردن');
    await expect(getValue(page, 'رقم الهوية الوطنية')).toHaveText('إضافة');
    // A number on a right-to-left page keeps its plus sign on the left.
    const mobile = getValue(page, 'رقم الهاتف المحمول').getByText(toInternational(customer.mobile));
    await expect(mobile).toHaveCSS('direction', 'ltr');
  });

  test('an unknown address shows an error page in Arabic', async ({ page, pageErrors }) => {
    pageErrors.expect(/404.*no-such-page/);
    await page.goto('/no-such-page');
    await expect(page.getByRole('heading', { name: 'الصفحة غير موجودة' })).toBeVisible();
    await waitForHydration(page);
    await chooseLanguage(page, 'en');
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  });
});

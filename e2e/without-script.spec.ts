import { chooseLanguage } from './choose-language.ts';
import {
  confirmChanges,
  fillDate,
  getAddress,
  getErrorSummary,
  getSaveButton,
  getSavedMessage,
} from './edit-page.ts';
import { forgetSession } from './end-session.ts';
import { expect, test } from './fixtures.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { toInternational } from './international-number.ts';
import { enterCode, getCode, sendNumber } from './sign-in.ts';
import { getText } from './texts.ts';

test.use({ javaScriptEnabled: false });

test('a customer signs in, reaches the requested page, and signs out', async ({
  page,
  customer,
  baseURL,
}) => {
  await page.goto('/edit');
  await sendNumber(page, customer.mobile);
  await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Fedit`);
  await enterCode(page, await customer.takeCode(), false);
  await expect(page).toHaveURL(`${baseURL}/edit`);
  await expect(page.getByLabel('Last name')).toHaveValue('Haddad');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await expect(page.getByText('29 February 1988')).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status')).toHaveText('You are signed out.');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('Haddad')).toHaveCount(0);
});

inEnglishAndArabic((text, language) => {
  test('a customer corrects the number and the code, asks for a new one, and signs in', async ({
    page,
    customer,
    pageErrors,
  }) => {
    pageErrors.expect(/422.*sign-in/);
    const name = text('app', 'app.name');
    const getErrorTitle = (title: string) => `${text('app', 'app.errorTitle', { title })} – ${name}`;
    await page.goto('/sign-in?next=/edit');
    await sendNumber(page, '12', language);
    const number = page.getByLabel(text('app', 'signIn.mobile'));
    await expect(number).toHaveValue('12');
    await expect(number).toBeFocused();
    await expect(number).toHaveAttribute('aria-invalid', 'true');
    await expect(number).toHaveAccessibleDescription(/\+971.50.123.4567/);
    await expect(page).toHaveTitle(getErrorTitle(text('app', 'signIn.title')));
    await expect(page).toHaveURL(/next=/);

    await sendNumber(page, customer.mobile, language);
    const first = await customer.takeCode();
    await enterCode(page, first === '000000' ? '000001' : '000000', false, language);
    const field = getCode(page, language);
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(
      new RegExp(text('app', 'signIn.triesLeft', { count: 4 })),
    );
    await expect(page).toHaveTitle(getErrorTitle(text('app', 'signIn.codeTitle')));

    await page.getByRole('button', { name: text('app', 'signIn.resend') }).click();
    await expect(field).not.toHaveAttribute('aria-invalid');
    const second = await customer.takeCode();
    expect(second).not.toBe(first);
    await enterCode(page, second, false, language);
    await expect(page.getByRole('heading', { name: text('app', 'edit.title') })).toBeVisible();
  });
});

test('the number can be changed, and a reload stays at the second step', async ({
  page,
  server,
  customer,
}) => {
  await page.goto('/sign-in');
  await sendNumber(page, customer.mobile);
  const heading = page.getByRole('heading', { name: 'Enter the code' });
  await expect(heading).toBeVisible();
  await page.reload();
  await expect(heading).toBeVisible();
  await page.getByRole('link', { name: 'Change the number' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const other = server.takeCustomer('en');
  await sendNumber(page, other.mobile);
  await enterCode(page, await other.takeCode(), false);
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await expect(page.getByText(toInternational(other.mobile))).toBeVisible();
});

test('signing in never leads to another site', async ({ page, customer, baseURL }) => {
  await page.goto('/sign-in?next=//evil.example');
  await sendNumber(page, customer.mobile);
  await enterCode(page, await customer.takeCode(), false);
  await expect(page).toHaveURL(`${baseURL}/`);
});

test('the profile is edited, and errors are shown in a summary and at their fields', {
  tag: '@backend',
}, async ({ page, signIn, pageErrors, baseURL }) => {
  pageErrors.expect(/422.*edit/);
  await signIn(page);
  await page.goto('/edit');
  await page.getByLabel('First name').fill('  ');
  await fillDate(page, 'Date of birth', '2999-01-01');
  await page.getByLabel('Passport number').fill('n 123');
  await getAddress(page).fill('Laugavegur 1');
  await page.getByRole('radio', { name: 'Female' }).check();
  await getSaveButton(page).click();

  await expect(page).toHaveTitle('Error: Edit your profile – My profile');
  await expect(getErrorSummary(page)).toBeFocused();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText([
    'First name: fill this in',
    'Date of birth: can’t be in the future',
    'Passport number: at least 5 characters',
  ]);
  const firstName = page.getByLabel('First name');
  const passport = page.getByLabel('Passport number');
  await expect(firstName).toHaveAttribute('aria-invalid', 'true');
  await expect(firstName).toHaveAccessibleDescription(/First name: fill this in/);
  await expect(passport).toHaveAccessibleDescription(/Passport number: at least 5 characters/);
  await expect(passport).toHaveValue('n 123');
  await expect(getAddress(page)).toHaveValue('Laugavegur 1');
  await expect(page.getByRole('radio', { name: 'Female' })).toBeChecked();
  await page.setViewportSize({ width: 360, height: 500 });
  await getErrorSummary(page).getByRole('link', { name: 'Passport' }).click();
  await expect(passport).toBeFocused();
  await expect(page.getByText('Passport number: at least 5 characters').last()).toBeInViewport();
  await expect(page.getByText('Passport number (optional)')).toBeInViewport();

  await firstName.fill('Lina');
  await fillDate(page, 'Date of birth', '');
  await passport.fill('n 123-4567');
  await getSaveButton(page).click();
  await confirmChanges(page);
  await expect(page).toHaveURL(`${baseURL}/`);
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('N1234567', { exact: true }).last()).toBeAttached();
  for (const text of ['Lina', 'Female', 'Laugavegur 1']) {
    // The first one is in the closed list of changes.
    await expect(page.getByText(text, { exact: true }).last()).toBeVisible();
  }
  await page.reload();
  await expect(getSavedMessage(page)).toHaveCount(0);
  await page.goto('/edit');
  for (const part of ['Day', 'Month', 'Year']) await expect(page.getByLabel(part)).toHaveValue('');
});

test('the language is changed by the switcher and by the form', async ({ page, signIn }) => {
  await signIn(page);
  await page.goto('/edit');
  await chooseLanguage(page, 'ar');
  await expect(page.getByRole('heading', { name: 'تعديل ملفك الشخصي' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByRole('combobox', { name: 'اللغة' }).selectOption('English');
  await page.getByRole('button', { name: 'حفظ' }).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
});

test.describe('a session that ends while the form is filled in', () => {
  test.beforeEach(async ({ page, signIn }) => {
    await signIn(page);
    await page.goto('/edit');
    await page.getByLabel('First name').fill('Leila');
    await getAddress(page).fill('Laugavegur 1');
    await forgetSession(page.context());
    await getSaveButton(page).click();
    await expect(page.getByText('Sign in again: what you typed comes back.')).toBeVisible();
  });

  test('loses no input, whatever happens before the customer is back', { tag: '@backend' }, async ({
    page,
    customer,
    pageErrors,
    baseURL,
  }) => {
    pageErrors.expect(/422.*sign-in/);
    await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Fedit`);
    await sendNumber(page, '12');
    await sendNumber(page, '+971509999999');
    await page.getByRole('button', { name: 'Change the number' }).click();
    await chooseLanguage(page, 'ar');
    await expect(page.getByText('بعد تسجيل الدخول مرة أخرى يعود ما كتبته.')).toBeVisible();
    await chooseLanguage(page, 'en');
    await sendNumber(page, customer.mobile);
    await customer.takeCode();
    await enterCode(page, '000000', false);
    await expect(page.getByLabel('6-digit code')).toHaveAttribute('aria-invalid', 'true');
    await page.waitForTimeout(1100);
    await page.getByRole('button', { name: 'Send a new code' }).click();
    await enterCode(page, await customer.takeCode(), false);

    await expect(page).toHaveTitle('Edit your profile – My profile');
    await expect(page.getByRole('status')).toHaveText(/What you typed before is here again/);
    await expect(page.getByLabel('First name')).toHaveValue('Leila');
    await expect(getAddress(page)).toHaveValue('Laugavegur 1');
    await getSaveButton(page).click();
    await expect(getSavedMessage(page)).toBeVisible();
    await page.reload();
    await expect(page.getByText('Leila', { exact: true })).toBeVisible();
  });

  test('shows none of its input to another customer', async ({ page, server }) => {
    const other = server.takeCustomer('en');
    await sendNumber(page, other.mobile);
    await enterCode(page, await other.takeCode(), false);
    await expect(page.getByLabel('First name')).toHaveValue('Layla');
  });
});

test('an unknown address shows an error page', async ({ page, pageErrors }) => {
  pageErrors.expect(/404.*no-such-page/);
  await page.goto('/no-such-page');
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
});

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('a customer signs in, edits, saves and signs out', async ({ page, customer }) => {
    await page.goto('/edit');
    await page.getByLabel('رقم الهاتف المحمول').fill(customer.mobile);
    await page.getByRole('button', { name: 'إرسال الرمز' }).click();
    await page.getByLabel('الرمز المكوّن من 6 أرقام').fill(await customer.takeCode());
    await page.getByRole('button', { name: 'تسجيل الدخول' }).click();
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await page.getByLabel('رقم جواز السفر').fill('n ١٢٣-٤٥٦٧');
    await page.getByRole('button', { name: 'حفظ' }).click();
    await expect(page.getByText(getText('ar', 'app', 'edit.review.title'))).toBeVisible();
    await page.getByRole('button', { name: 'حفظ' }).click();
    await expect(page.getByRole('status')).toHaveText('تم حفظ ملفك الشخصي.');
    await expect(page.getByText('N1234567', { exact: true }).last()).toBeAttached();
    await page.getByRole('button', { name: 'تسجيل الخروج' }).click();
    await expect(page.getByRole('status')).toHaveText('تم تسجيل خروجك.');
  });
});

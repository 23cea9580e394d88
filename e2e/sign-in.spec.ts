import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts, waitForHydration } from './hydration.ts';
import { toInternational } from './international-number.ts';

async function openSignIn(page: Page, search = ''): Promise<void> {
  await page.goto(`/sign-in${search}`);
  await waitForHydration(page);
}

async function askForCode(page: Page, mobile: string): Promise<void> {
  await page.getByLabel('Mobile number').fill(mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
}

/** Types a code and presses the button; a whole code is also submitted by itself. */
async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('6-digit code').fill(code);
  // The page submits a whole code by itself, so the button may be gone before it is clicked.
  if (code === '') await page.getByRole('button', { name: 'Sign in' }).click();
}

/** `+971501000001` as the page shows it. */
const toShown = (mobile: string) => mobile.replace(/^\+971(\d\d)(\d{3})(\d{4})$/, '+971 $1 $2 $3');

/** Converts `+971501000001` to `0501000001`. */
const toNational = (mobile: string) => mobile.replace('+971', '0');
const toArabicDigits = (text: string) =>
  text.replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit)));

const waysToType: Record<string, (mobile: string) => string> = {
  'in its international form': (mobile) => mobile,
  'in its national form': toNational,
  'with spaces': (mobile) => toNational(mobile).replace(/(\d{3})(\d{3})/, '$1 $2 '),
  'with 00, brackets and dashes': (mobile) => mobile.replace(/^\+971(\d\d)(\d{3})/, '00971 ($1) $2-'),
  'in Arabic-Indic digits': (mobile) => toArabicDigits(toNational(mobile)),
};

for (const [name, type] of Object.entries(waysToType)) {
  test(`a customer signs in with a number typed ${name}`, async ({ page, customer }) => {
    await openSignIn(page);
    await askForCode(page, type(customer.mobile));
    await enterCode(page, await customer.takeCode());
    await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
    await expect(page.getByText(toInternational(customer.mobile))).toBeVisible();
  });
}

test('the code may be typed in Arabic-Indic digits and with a space', async ({ page, customer }) => {
  await openSignIn(page);
  await askForCode(page, customer.mobile);
  const code = await customer.takeCode();
  await enterCode(page, toArabicDigits(`${code.slice(0, 3)} ${code.slice(3)}`));
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
});

test('an invalid number shows an error at its field, and nothing is sent', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() !== 'script') requests.push(request.url());
  });
  await openSignIn(page);
  requests.length = 0;
  const field = page.getByLabel('Mobile number');
  await field.fill('my phone');
  await page.getByRole('button', { name: 'Send code' }).click();

  await expect(page.getByRole('alert')).toHaveText('Enter a mobile number such as +971 50 123 4567');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/Enter a mobile number/);
  await expect(page).toHaveTitle('Error: Sign in – My profile');
  expect(requests).toEqual([]);
});

test('a wrong code shows an error at its field, and the right one signs in', async ({
  page,
  customer,
  pageErrors,
}) => {
  pageErrors.expect(/422.*sign-in/);
  await openSignIn(page);
  await askForCode(page, customer.mobile);
  const field = page.getByLabel('6-digit code');
  await expect(field).toBeFocused();
  const code = await customer.takeCode();
  await enterCode(page, code === '000000' ? '000001' : '000000');

  await expect(page.getByRole('alert')).toHaveText('This code is wrong. 4 tries left');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(/This code is wrong/);
  await expect(page).toHaveTitle(/^Error: Enter the code/);

  await enterCode(page, code);
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
});

test('an empty code shows an error', async ({ page, customer }) => {
  await openSignIn(page);
  await askForCode(page, customer.mobile);
  await enterCode(page, '');
  await expect(page.getByRole('alert')).toHaveText('Enter the 6-digit code from the message');
});

test('a new code can be requested after a wait, and the one before is still valid', async ({
  page,
  customer,
}) => {
  await openSignIn(page);
  await askForCode(page, customer.mobile);
  const first = await customer.takeCode();
  const resend = page.getByRole('button', { name: 'Send a new code' });
  await expect(page.getByText(/You can ask for a new code in \d+ seconds?\./)).toBeVisible();
  await expect(resend).toBeHidden();

  await resend.click();
  await expect(page.getByRole('status')).toHaveText('A new code is on its way.');
  await expect(page.getByText(/You can ask for a new code in \d+ seconds?\./)).toBeVisible();
  const second = await customer.takeCode();
  expect(second).not.toBe(first);
  await enterCode(page, first);
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
});

test('the number can be changed at the second step', async ({ page, server, customer }) => {
  await openSignIn(page);
  await askForCode(page, customer.mobile);
  await page.getByRole('link', { name: 'Change the number' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByLabel('Mobile number')).toHaveValue(customer.mobile);

  const other = server.takeCustomer('en');
  await askForCode(page, other.mobile);
  await enterCode(page, await other.takeCode());
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await expect(page.getByText(toInternational(other.mobile))).toBeVisible();
});

test('a reload stays at the second step', async ({ page, customer }) => {
  await openSignIn(page, '?next=/edit');
  await askForCode(page, customer.mobile);
  const code = await customer.takeCode();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
  await expect(page.getByText(toShown(customer.mobile))).toBeVisible();
  await enterCode(page, code);
  await expect(page.getByRole('heading', { name: 'Edit your profile' })).toBeVisible();
});

test('signing in leads back to the requested page', async ({ page, customer, baseURL }) => {
  await page.goto('/edit');
  await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Fedit`);
  await waitForHydration(page);
  await askForCode(page, customer.mobile);
  await enterCode(page, await customer.takeCode());
  await expect(page).toHaveURL(`${baseURL}/edit`);
});

const foreignAddresses = ['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'];

for (const next of foreignAddresses.slice(0, 2)) {
  test(`signing in leads nobody to ${next}`, async ({ page, customer, baseURL }) => {
    await openSignIn(page, `?next=${encodeURIComponent(next)}`);
    await askForCode(page, customer.mobile);
    await enterCode(page, await customer.takeCode());
    await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
    await expect(page).toHaveURL(`${baseURL}/`);
  });
}

test('a customer who is already signed in is not led to another site either', async ({
  page,
  signIn,
  baseURL,
}) => {
  await signIn(page);
  for (const next of foreignAddresses) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    await expect(page).toHaveURL(`${baseURL}/`);
  }
});

test('a customer who is already signed in is led to the requested page', async ({
  page,
  signIn,
  baseURL,
}) => {
  await signIn(page);
  await page.goto('/sign-in?next=/edit');
  await expect(page).toHaveURL(`${baseURL}/edit`);
});

test('too many requested codes are refused with a message', async ({ page, customer, pageErrors }) => {
  pageErrors.expect(/429.*sign-in/);
  await openSignIn(page);
  await page.getByLabel('Mobile number').fill(customer.mobile);
  // Another page of the same network has asked for this number.
  await page.evaluate(
    (mobile) => fetch('/api/v3/customer/login/', { method: 'POST', body: new URLSearchParams({ mobile }) }),
    customer.mobile,
  );
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Send code' }).click();
  await expect(page.getByRole('alert')).toHaveText(/tried too often. You can try again in \d seconds?/);
  await expect(page.getByLabel('Mobile number')).toHaveValue(customer.mobile);
});

test('without a network the number stays, and trying again works', async ({ page, customer, pageErrors }) => {
  pageErrors.expect(/ERR_INTERNET_DISCONNECTED/);
  await openSignIn(page);
  await page.context().setOffline(true);
  await page.getByLabel('Mobile number').fill(customer.mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  await expect(page.getByRole('alert')).toHaveText(/There is no connection/);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Send code' }).click();
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
});

test('a double click sends one code', async ({ page, customer }) => {
  let count = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') {
      count += 1;
    }
  });
  await openSignIn(page);
  await page.getByLabel('Mobile number').fill(customer.mobile);
  await page.getByRole('button', { name: 'Send code' }).dblclick();
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
  expect(count).toBe(1);
});

test('a number that is typed before hydration is kept and sent', async ({ page, customer }) => {
  const scripts = await openWithoutScripts(page, '/sign-in');
  await page.getByLabel('Mobile number').fill(customer.mobile);
  await scripts.load();
  await expect(page.getByLabel('Mobile number')).toHaveValue(customer.mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  await expect(page.getByText(toShown(customer.mobile))).toBeVisible();
});

test('phones can autofill the number and the code', async ({ page, customer }) => {
  await openSignIn(page);
  const number = page.getByLabel('Mobile number');
  await expect(number).toHaveAttribute('autocomplete', 'tel');
  await expect(number).toHaveAttribute('type', 'tel');
  await askForCode(page, customer.mobile);
  const code = page.getByLabel('6-digit code');
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(code).toHaveAttribute('inputmode', 'numeric');
});

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('a customer signs in and sees errors in Arabic', async ({ page, customer, pageErrors }) => {
    pageErrors.expect(/422.*sign-in/);
    await openSignIn(page);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await page.getByLabel('رقم الهاتف المحمول').fill(toArabicDigits(toNational(customer.mobile)));
    await page.getByRole('button', { name: 'إرسال الرمز' }).click();
    await expect(page.getByRole('heading', { name: 'إدخال الرمز' })).toBeVisible();
    const code = await customer.takeCode();
    const field = page.getByLabel('الرمز المكوّن من 6 أرقام');
    await field.fill(code === '000000' ? '000001' : '000000');
    await page.getByRole('button', { name: 'تسجيل الدخول' }).click();
    await expect(page.getByRole('alert')).toHaveText(/هذا الرمز خاطئ/);
    await field.fill(code);
    await page.getByRole('button', { name: 'تسجيل الدخول' }).click();
    await expect(page.getByRole('heading', { name: 'ملفك الشخصي' })).toBeVisible();
  });
});

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts, waitForHydration } from './hydration.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { toInternational } from './international-number.ts';
import { reconnect } from './reconnect.ts';
import { askForCode, enterCode, expectProfile, getCode, sendNumber } from './sign-in.ts';

async function openSignIn(page: Page, search = ''): Promise<void> {
  await page.goto(`/sign-in${search}`);
  await waitForHydration(page);
}

/** `+971501000001` as the page shows it. */
const toShown = (mobile: string) => mobile.replace(/^\+971(\d\d)(\d{3})(\d{4})$/, '+971 $1 $2 $3');

/** Converts `+971501000001` to `0501000001`. */
const toNational = (mobile: string) => mobile.replace('+971', '0');
const toArabicDigits = (text: string) =>
  text.replaceAll(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'.charAt(Number(digit)));

inEnglishAndArabic((text, language) => {
  test('a customer corrects the number and the code, typed as people write them, and signs in', {
    tag: '@backend',
  }, async ({ page, customer, pageErrors }) => {
    pageErrors.expect(/422.*sign-in/);
    const requests: string[] = [];
    await openSignIn(page);
    page.on('request', (request) => {
      if (request.resourceType() !== 'script') requests.push(request.url());
    });
    const title = text('app', 'signIn.title');
    const number = page.getByLabel(text('app', 'signIn.mobile'));
    await sendNumber(page, 'my phone', language);
    const example = '+971\u00a050\u00a0123\u00a04567';
    await expect(page.getByRole('alert')).toHaveText(text('app', 'signIn.error.mobile', { example }));
    await expect(number).toBeFocused();
    await expect(number).toHaveAttribute('aria-invalid', 'true');
    await expect(page).toHaveTitle(
      `${text('app', 'app.errorTitle', { title })} – ${text('app', 'app.name')}`,
    );
    expect(requests).toEqual([]);

    // The national number, in Arabic digits.
    await askForCode(page, toArabicDigits(toNational(customer.mobile)), language);
    const field = getCode(page, language);
    await expect(field).toBeFocused();
    await page.getByRole('button', { name: text('app', 'signIn.verify'), exact: true }).click();
    await expect(page.getByRole('alert')).toHaveText(text('app', 'signIn.error.code', { length: 6 }));
    const code = await customer.takeCode();
    await enterCode(page, code === '000000' ? '000001' : '000000', true, language);
    const wrong = text('app', 'signIn.triesLeft', { count: 4 });
    await expect(page.getByRole('alert')).toHaveText(wrong);
    await expect(field).toBeFocused();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(new RegExp(wrong));

    await enterCode(page, toArabicDigits(`${code.slice(0, 3)} ${code.slice(3)}`), true, language);
    await expectProfile(page, language);
    await expect(page.getByText(toInternational(customer.mobile))).toBeVisible();
  });

  test('without a network the number stays, and trying again works', async ({
    page,
    customer,
    pageErrors,
  }) => {
    pageErrors.expect(/ERR_INTERNET_DISCONNECTED/);
    await openSignIn(page);
    await page.context().setOffline(true);
    await sendNumber(page, customer.mobile, language);
    await expect(page.getByRole('alert')).toHaveText(text('app', 'signIn.error.offline'));
    await reconnect(page);
    await page.getByRole('button', { name: text('app', 'signIn.send') }).click();
    await expect(getCode(page, language)).toBeVisible();
  });
});

test('a number may be typed with 00, brackets and dashes', async ({ page, customer }) => {
  await openSignIn(page);
  await askForCode(page, customer.mobile.replace(/^\+971(\d\d)(\d{3})/, '00971 ($1) $2-'));
  await expect(page.getByText(toShown(customer.mobile))).toBeVisible();
});

test('a new code can be requested after a wait, and the one before is still valid', {
  tag: '@own-store',
}, async ({ page, customer }) => {
  await page.clock.install();
  await openSignIn(page);
  await askForCode(page, customer.mobile);
  const first = await customer.takeCode();
  const resend = page.getByRole('button', { name: 'Send a new code' });
  await expect(page.getByText(/You can ask for a new code in \d+ seconds?\./)).toBeVisible();
  await expect(resend).toBeHidden();

  await page.clock.fastForward(30_000);
  await resend.click();
  await expect(page.getByRole('status')).toHaveText('A new code is on its way.');
  await expect(page.getByText(/You can ask for a new code in \d+ seconds?\./)).toBeVisible();
  const second = await customer.takeCode();
  expect(second).not.toBe(first);
  await enterCode(page, first, true);
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
  await enterCode(page, await other.takeCode(), true);
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
  await enterCode(page, code, true);
  await expect(page.getByRole('heading', { name: 'Edit your profile' })).toBeVisible();
});

test('signing in leads back to the requested page', async ({ page, customer, baseURL }) => {
  await page.goto('/edit');
  await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Fedit`);
  await waitForHydration(page);
  await askForCode(page, customer.mobile);
  await enterCode(page, await customer.takeCode(), true);
  await expect(page).toHaveURL(`${baseURL}/edit`);
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

test('too many requested codes are refused with a message', { tag: '@own-store' }, async ({
  page,
  customer,
  pageErrors,
}) => {
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
  await expect(page.getByRole('alert')).toHaveText(/tried too often. You can try again in \d+ seconds?/);
  await expect(page.getByLabel('Mobile number')).toHaveValue(customer.mobile);
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

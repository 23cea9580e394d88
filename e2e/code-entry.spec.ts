import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

async function askForCode(page: Page, mobile: string): Promise<void> {
  await page.getByLabel('Mobile number').fill(mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  await expect(page.getByRole('heading', { name: 'Enter the code' })).toBeVisible();
}

const getCode = (page: Page) => page.getByLabel('6-digit code');
const getResend = (page: Page) => page.getByRole('button', { name: 'Send a new code' });

/** Types a code, and submits it where nothing else does. */
async function tryCode(page: Page, code: string, hasScript: boolean): Promise<void> {
  await getCode(page).fill(code);
  if (!hasScript) await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Tries a wrong code, and waits for the answer. */
async function tryWrongCode(page: Page, code: string, hasScript: boolean): Promise<void> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await tryCode(page, code, hasScript);
  await answer;
  await expect(page.getByRole('alert')).toBeVisible();
}

/** Asks for another code once the server allows it; without script the button is there before that. */
async function resendCode(page: Page): Promise<void> {
  await page.waitForTimeout(1100);
  await getResend(page).click();
}

/** Returns codes that are all wrong. */
function getWrongCodes(right: string, count: number): string[] {
  const codes = Array.from({ length: count + 1 }, (_, index) => String(index).padStart(6, '0'));
  return codes.filter((code) => code !== right).slice(0, count);
}

withAndWithoutScript((open, hasScript) => {
  test('a pasted message is read', async ({ page, customer }) => {
    await open(page, '/sign-in');
    await askForCode(page, customer.mobile);
    const code = await customer.takeCode();
    await tryCode(page, `Your code is ${code.slice(0, 3)} ${code.slice(3)}`, hasScript);
    await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  });

  test('a wrong code says how many tries are left, and a used-up code offers a new one', async ({
    page,
    customer,
    pageErrors,
  }) => {
    pageErrors.expect(/422.*sign-in/);
    await open(page, '/sign-in');
    await askForCode(page, customer.mobile);
    const right = await customer.takeCode();
    for (const [index, code] of getWrongCodes(right, 5).entries()) {
      await tryWrongCode(page, code, hasScript);
      const left = 4 - index;
      const text = left === 1 ? '1 try left' : left === 0 ? 'This code is used up' : `${left} tries left`;
      await expect(page.getByRole('alert')).toContainText(text);
    }
    await expect(page.getByRole('alert')).toHaveText('This code is used up. Send a new one');
    await tryWrongCode(page, right, hasScript);
    await expect(page.getByRole('alert')).toHaveText('This code is used up. Send a new one');

    await resendCode(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await tryCode(page, await customer.takeCode(), hasScript);
    await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  });

  test('after too many wrong codes the page says when it opens again, and offers no code until then', async ({
    page,
    customer,
    pageErrors,
  }) => {
    pageErrors.expect(/422.*sign-in/);
    pageErrors.expect(/429.*sign-in/);
    await open(page, '/sign-in');
    await askForCode(page, customer.mobile);
    const wrong = getWrongCodes(await customer.takeCode(), 5);
    for (const code of wrong) await tryWrongCode(page, code, hasScript);
    await resendCode(page);
    await expect(page.getByRole('alert')).toHaveCount(0);
    const others = getWrongCodes(await customer.takeCode(), 12).slice(5);
    for (const code of others.slice(0, 6)) await tryWrongCode(page, code, hasScript);
    const opening = hasScript
      ? /tried too often.*again at \d{1,2}:\d\d/
      : /tried too often.*again in \d+ minutes?/;
    await expect(page.getByRole('alert')).toHaveText(opening);
    await expect(getResend(page)).toHaveCount(0);
    await expect(page.getByText('A new code is on its way.')).toHaveCount(0);
    // A reload changes nothing about that.
    await open(page, '/sign-in');
    await expect(page.getByRole('alert')).toHaveText(opening);
    await expect(getResend(page)).toHaveCount(0);
  });

  test('who wants to stay signed in keeps the session when the browser is closed', async ({
    page,
    customer,
  }) => {
    await open(page, '/sign-in');
    await page.getByLabel('Keep me signed in on this device').check();
    await askForCode(page, customer.mobile);
    await page.reload();
    await tryCode(page, await customer.takeCode(), hasScript);
    await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
    const session = (await page.context().cookies()).find(({ name }) => name === 'session');
    const days = ((session?.expires ?? 0) - Date.now() / 1000) / 86_400;
    expect(days).toBeGreaterThan(29);
  });

  test('a customer signs out everywhere', async ({ page, customer, signIn, browser, baseURL }) => {
    await signIn(page);
    const other = await browser.newContext({ baseURL: baseURL ?? '' });
    await other.addCookies(await page.context().cookies());
    await page.context().clearCookies();
    await open(page, '/sign-in');
    await askForCode(page, customer.mobile);
    await tryCode(page, await customer.takeCode(), hasScript);
    await page.getByText('Lost a device?').click();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    expect((await other.request.get('/api/v3/customer/')).status()).toBe(401);
    await other.close();
  });
});

test('a whole code is submitted by itself, and a wrong one once', async ({ page, customer, pageErrors }) => {
  pageErrors.expect(/422.*sign-in/);
  await page.goto('/sign-in');
  await askForCode(page, customer.mobile);
  const code = await customer.takeCode();
  const [wrong = ''] = getWrongCodes(code, 1);
  let count = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') count += 1;
  });
  await page.keyboard.type(wrong);
  await expect(page.getByRole('alert')).toBeVisible();
  await page.waitForTimeout(600);
  expect(count).toBe(1);
  // The wrong code is selected, so typing replaces it.
  await page.keyboard.type(code);
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
});

test('a phone with WebOTP reads the code from the message', async ({ page, customer }) => {
  // Only phones have WebOTP: this is its interface, and the test sends what the phone would.
  await page.addInitScript(() => {
    const messages = new EventTarget();
    Object.assign(window, { OTPCredential: class {}, messages });
    navigator.credentials.get = (options) =>
      new Promise((resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
        messages.addEventListener('message', (event) =>
          resolve({
            id: '',
            type: 'otp',
            code: (event as CustomEvent<string>).detail,
          } as unknown as Credential),
        );
      });
  });
  await page.goto('/sign-in');
  await askForCode(page, customer.mobile);
  const code = await customer.takeCode();
  await page.evaluate((detail) => {
    const { messages } = window as unknown as { messages: EventTarget };
    messages.dispatchEvent(new CustomEvent('message', { detail }));
  }, code);
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
});

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { askForCode, enterCode, expectProfile } from './sign-in.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

/** Returns codes that are all wrong. */
function getWrongCodes(right: string, count: number): string[] {
  const codes = Array.from({ length: count + 1 }, (_, index) => String(index).padStart(6, '0'));
  return codes.filter((code) => code !== right).slice(0, count);
}

inEnglishAndArabic((text, language) => {
  const getResend = (page: Page) => page.getByRole('button', { name: text('app', 'signIn.resend') });

  withAndWithoutScript((open, hasScript) => {
    /** Tries a wrong code, and waits for the answer. */
    const tryWrongCode = async (page: Page, code: string) => {
      const answer = page.waitForResponse((response) => response.request().method() === 'POST');
      await enterCode(page, code, hasScript, language);
      await answer;
      await expect(page.getByRole('alert')).toBeVisible();
    };

    test('a pasted message is read, and the session stays when the browser is closed', async ({
      page,
      customer,
    }) => {
      await open(page, '/sign-in');
      await page.getByLabel(text('app', 'signIn.stay')).check();
      await askForCode(page, customer.mobile, language);
      const code = await customer.takeCode();
      await page.reload();
      const message = text('app', 'sms.code', { code: `${code.slice(0, 3)} ${code.slice(3)}`, minutes: 5 });
      await enterCode(page, message, hasScript, language);
      await expectProfile(page, language);
      const session = (await page.context().cookies()).find(({ name }) => name === 'session');
      const days = ((session?.expires ?? 0) - Date.now() / 1000) / 86_400;
      expect(days).toBeGreaterThan(29);
    });

    test('a wrong code says how many tries are left, a used-up one offers a new one, and a lock says when it opens', async ({
      page,
      customer,
      pageErrors,
    }) => {
      pageErrors.expect(/422.*sign-in/);
      pageErrors.expect(/429.*sign-in/);
      if (hasScript) await page.clock.install();
      await open(page, '/sign-in');
      await askForCode(page, customer.mobile, language);
      const right = await customer.takeCode();
      const alert = page.getByRole('alert');
      for (const [index, code] of getWrongCodes(right, 5).entries()) {
        await tryWrongCode(page, code);
        const left = 4 - index;
        await expect(alert).toHaveText(
          left === 0 ? text('app', 'signIn.usedUp') : text('app', 'signIn.triesLeft', { count: left }),
        );
      }
      await tryWrongCode(page, right);
      await expect(alert).toHaveText(text('app', 'signIn.usedUp'));

      if (hasScript) await page.clock.fastForward(30_000);
      await getResend(page).click();
      await expect(alert).toHaveCount(0);
      const others = getWrongCodes(await customer.takeCode(), 12).slice(5);
      for (const code of others.slice(0, 5)) await tryWrongCode(page, code);
      await expect(alert).toContainText(text('app', 'signIn.tooOften'));
      const opening = hasScript ? / \d{1,2}:\d\d/ : / \d+ /;
      await expect(alert).toHaveText(opening);
      await expect(getResend(page)).toHaveCount(0);
      await expect(page.getByText(text('app', 'signIn.resent'))).toHaveCount(0);
      // A reload changes nothing about that.
      await open(page, '/sign-in');
      await expect(alert).toHaveText(opening);
      await expect(getResend(page)).toHaveCount(0);
    });

    test('a customer signs out everywhere', async ({ page, customer, signIn, browser, baseURL }) => {
      await signIn(page);
      const other = await browser.newContext({ baseURL: baseURL ?? '' });
      await other.addCookies(await page.context().cookies());
      await page.context().clearCookies();
      await open(page, '/sign-in');
      await askForCode(page, customer.mobile, language);
      await enterCode(page, await customer.takeCode(), hasScript, language);
      await page.getByText(text('app', 'profile.otherDevices')).click();
      await page.getByRole('button', { name: text('app', 'profile.signOutEverywhere') }).click();
      await expect(page.getByText(text('app', 'signIn.signedOut'))).toBeVisible();
      expect((await other.request.get('/api/v3/customer/')).status()).toBe(401);
      await other.close();
    });
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
  await expectProfile(page);
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
  await expectProfile(page);
});

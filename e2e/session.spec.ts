import type { Page } from '@playwright/test';
import { collectAnnouncements, expectAnnouncement } from './announcements.ts';
import { getSaveButton, getSavedMessage, getSearchField, openEdit } from './edit-page.ts';
import { endSession } from './end-session.ts';
import { expect, test } from './fixtures.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

const getDialog = (page: Page) => page.getByRole('dialog', { name: 'Sign in again' });

test.describe('a session that ends while editing', () => {
  test.beforeEach(({ page, signIn }) => signIn(page));

  test('is renewed in a dialog over the form, and saving goes on', async ({ page, customer, pageErrors }) => {
    pageErrors.expect(/401.*customer\/update/);
    await openEdit(page);
    await page.getByLabel('First name').fill('Lina');
    await endSession(page);
    await getSaveButton(page).click();

    const dialog = getDialog(page);
    await expect(dialog).toContainText('Your session is over. What you typed is still here');
    // Escape closes the list of countries, and not the dialog.
    const country = await getSearchField(page, 'Country or region');
    await country.fill('keny');
    await country.press('Escape');
    await expect(country).toHaveAttribute('aria-expanded', 'false');
    await dialog.getByLabel('Mobile number').fill(customer.mobile);
    await dialog.getByRole('button', { name: 'Send code' }).click();
    await expect(dialog.getByLabel('6-digit code')).toBeFocused();
    await page.keyboard.type(await customer.takeCode());
    await expect(getSavedMessage(page)).toBeVisible();
    await expect(page.getByText('Lina', { exact: true })).toBeVisible();
  });

  test('stays on the form when the customer does not sign in now', async ({ page, pageErrors }) => {
    pageErrors.expect(/401.*customer\/update/);
    await openEdit(page);
    await page.getByLabel('First name').fill('Lina');
    await endSession(page);
    await getSaveButton(page).click();
    await expect(getDialog(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(getDialog(page)).toBeHidden();
    await expect(page.getByRole('alert')).toContainText('Not saved: your session is over');
    await expect(page.getByLabel('First name')).toHaveValue('Lina');
  });

  test('shows nothing to another customer who signs in', async ({ page, server, pageErrors }) => {
    pageErrors.expect(/401.*customer\/update/);
    await openEdit(page);
    await page.getByLabel('First name').fill('Secret');
    await endSession(page);
    await getSaveButton(page).click();
    const other = server.takeCustomer('en');
    const dialog = getDialog(page);
    await dialog.getByLabel('Mobile number').fill(other.mobile);
    await dialog.getByRole('button', { name: 'Send code' }).click();
    await dialog.getByLabel('6-digit code').fill(await other.takeCode());
    await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
    await expect(page.getByText('Secret')).toHaveCount(0);
    await page.getByRole('link', { name: 'Edit profile' }).click();
    await expect(page.getByLabel('First name')).toHaveValue('Layla');
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a session that ends while editing leads to a page that says so, and the input comes back', async ({
    page,
    customer,
    signIn,
  }) => {
    await signIn(page);
    await page.goto('/edit');
    await page.getByLabel('First name').fill('Lina');
    await endSession(page);
    await getSaveButton(page).click();
    await expect(
      page.getByText('Your session is over. Sign in again: what you typed comes back.'),
    ).toBeVisible();
    await page.getByLabel('Mobile number').fill(customer.mobile);
    await page.getByRole('button', { name: 'Send code' }).click();
    await page.getByLabel('6-digit code').fill(await customer.takeCode());
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByLabel('First name')).toHaveValue('Lina');
  });
});

withAndWithoutScript((open) => {
  test('a page that is opened after the session has ended says why it asks to sign in', async ({
    page,
    signIn,
    baseURL,
  }) => {
    await signIn(page);
    await page.goto('/');
    await endSession(page);
    await open(page, '/edit');
    await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Fedit`);
    await expect(page.getByRole('status').first()).toContainText('Your session is over.');
  });
});

test.describe('before a session ends', () => {
  test('the page offers to stay signed in, and takes no focus', async ({ page, signIn }) => {
    await signIn(page);
    await page.clock.install();
    await openEdit(page);
    await collectAnnouncements(page);
    const field = page.getByLabel('First name');
    await field.focus();
    const warning = page.getByRole('region', { name: 'Your session' });
    await page.clock.fastForward('27:00');
    await expect(warning).toHaveText('');
    await page.clock.fastForward('01:30');
    await expectAnnouncement(page, 'You will be signed out in less than two minutes.');
    await expect(field).toBeFocused();

    await warning.getByRole('button', { name: 'Stay signed in' }).press('Enter');
    await expect(warning).toHaveText('');
    // The button is gone, so the focus is where it was.
    await expect(field).toBeFocused();
  });

  test('and after that the page offers to sign in again over what was typed', async ({ page, signIn }) => {
    await signIn(page);
    await page.clock.install();
    await openEdit(page);
    await page.getByLabel('First name').fill('Lina');
    await endSession(page);
    await page.clock.fastForward('30:01');
    const warning = page.getByRole('region', { name: 'Your session' });
    await expect(warning).toContainText('Your session is over. What you typed is still here.');
    await warning.getByRole('button', { name: 'Sign in again' }).click();
    await expect(getDialog(page).getByLabel('Mobile number')).toBeVisible();
    await expect(page.getByLabel('First name')).toHaveValue('Lina');
  });
});

test('the server hears of what the Content Security Policy blocks', async ({ page, server, pageErrors }) => {
  pageErrors.expect(/^CSP: require-trusted-types-for trusted-types-sink /);
  pageErrors.expect(/^console error: .*TrustedHTML/);
  await page.goto('/sign-in');
  const blocked = await page.evaluate(
    () =>
      new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', ({ blockedURI }) => resolve(blockedURI));
        try {
          document.body.innerHTML = '<img src="x" onerror="alert(1)">';
        } catch {
          // The browser refuses the text.
        }
      }),
  );
  expect(blocked).toBe('trusted-types-sink');
  expect(await server.takeCspReport()).toMatchObject({
    directive: 'require-trusted-types-for',
    blocked: 'trusted-types',
  });
});

import type { Page } from '@playwright/test';
import type { BuiltInLanguage } from '../locales/built-in-languages.ts';
import { collectAnnouncements, expectAnnouncement } from './announcements.ts';
import { getSaveButton, getSavedMessage, getSearchField, locateField, openEdit } from './edit-page.ts';
import { endSessionElsewhere } from './end-session.ts';
import { expect, test } from './fixtures.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { enterCode, expectProfile, getCode, sendNumber } from './sign-in.ts';
import { getText } from './texts.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

const getDialog = (page: Page, language: BuiltInLanguage = 'en') =>
  page.getByRole('dialog', { name: getText(language, 'app', 'signIn.again') });

inEnglishAndArabic((text, language) => {
  test('a session that ends while editing is renewed in a dialog over the form, and saving goes on', {
    tag: '@backend',
  }, async ({ page, customer, signIn, pageErrors }) => {
    pageErrors.expect(/401.*customer\/update/);
    await signIn(page);
    await openEdit(page);
    const name = locateField(page, 'first_name', language);
    await name.fill('Lina');
    await endSessionElsewhere(page);
    await getSaveButton(page, language).click();
    const dialog = getDialog(page, language);
    await expect(dialog).toContainText(text('app', 'signIn.againLead'));
    // Escape closes the list of countries, and not the dialog.
    const country = await getSearchField(page, text('app', 'signIn.country'));
    await country.fill('254');
    await country.press('Escape');
    await expect(country).toHaveAttribute('aria-expanded', 'false');
    await expect(dialog).toBeVisible();

    // The customer does not sign in now, and stays on the form.
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('alert')).toContainText(text('app', 'edit.signedOut.title'));
    await expect(name).toHaveValue('Lina');

    await getSaveButton(page, language).click();
    await sendNumber(dialog, customer.mobile, language);
    await expect(getCode(page, language)).toBeFocused();
    await page.keyboard.type(await customer.takeCode());
    await expect(getSavedMessage(page, language)).toBeVisible();
    await expect(page.getByText('Lina', { exact: true })).toBeVisible();
  });

  test('before a session ends the page offers to stay signed in, and after that to sign in again', {
    tag: '@own-store',
  }, async ({ page, signIn }) => {
    await signIn(page);
    await page.clock.install();
    await openEdit(page);
    await collectAnnouncements(page);
    const field = locateField(page, 'first_name', language);
    await field.fill('Lina');
    const warning = page.getByRole('region', { name: text('app', 'session.title') });
    await page.clock.fastForward('27:00');
    await expect(warning).toHaveText('');
    await page.clock.fastForward('01:30');
    await expectAnnouncement(page, text('app', 'session.ending'));
    await expect(field).toBeFocused();

    await warning.getByRole('button', { name: text('app', 'session.stay') }).press('Enter');
    await expect(warning).toHaveText('');
    // The button is gone, so the focus is where it was.
    await expect(field).toBeFocused();

    await endSessionElsewhere(page);
    await page.clock.fastForward('30:01');
    await expectAnnouncement(page, text('app', 'session.over'));
    await warning.getByRole('button', { name: text('app', 'signIn.again') }).click();
    await expect(getDialog(page, language).getByLabel(text('app', 'signIn.mobile'))).toBeVisible();
    await expect(field).toHaveValue('Lina');
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
      await locateField(page, 'first_name', language).fill('Lina');
      await endSessionElsewhere(page);
      await getSaveButton(page, language).click();
      await expect(page.getByText(text('app', 'signIn.kept'))).toBeVisible();
      await sendNumber(page, customer.mobile, language);
      await enterCode(page, await customer.takeCode(), false, language);
      await expect(page.getByRole('status')).toHaveText(text('app', 'edit.restored'));
      await expect(locateField(page, 'first_name', language)).toHaveValue('Lina');
      await getSaveButton(page, language).click();
      await expect(page.getByText('Lina', { exact: true }).last()).toBeVisible();
    });
  });

  withAndWithoutScript((open) => {
    test('a page that is opened after the session has ended says why it asks to sign in', {
      tag: '@own-store',
    }, async ({ page, signIn, baseURL }) => {
      await signIn(page);
      await page.goto('/');
      await endSessionElsewhere(page);
      await open(page, '/edit');
      await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Fedit`);
      await expect(page.getByRole('status').first()).toHaveText(text('app', 'signIn.ended'));
    });
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

test('a session that ends while editing shows nothing to another customer who signs in', async ({
  page,
  server,
  signIn,
  pageErrors,
}) => {
  pageErrors.expect(/401.*customer\/update/);
  await signIn(page);
  await openEdit(page);
  await locateField(page, 'first_name').fill('Secret');
  await endSessionElsewhere(page);
  await getSaveButton(page).click();
  const other = server.takeCustomer('en');
  await sendNumber(getDialog(page), other.mobile);
  await enterCode(page, await other.takeCode(), true);
  await expectProfile(page);
  await expect(page.getByText('Secret')).toHaveCount(0);
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await expect(locateField(page, 'first_name')).toHaveValue('Layla');
});

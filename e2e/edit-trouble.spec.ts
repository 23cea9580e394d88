import type { Page } from '@playwright/test';
import type { BuiltInLanguage } from '../locales/built-in-languages.ts';
import { chooseLanguage } from './choose-language.ts';
import {
  getAddress,
  getButton,
  getErrorSummary,
  getRestoredMessage,
  getSaveButton,
  getSavedMessage,
  locateField,
  openEdit,
} from './edit-page.ts';
import { forgetSession } from './end-session.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { enterCode, sendNumber } from './sign-in.ts';
import { getText } from './texts.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

const updateCalls = '**/api/v3/customer/update/';
const isOffline = /ERR_INTERNET_DISCONNECTED/;
const getOfflineAlert = (page: Page) =>
  page.getByRole('alert').filter({ hasText: getText('en', 'app', 'edit.offline.title') });
const getDiscarded = (page: Page, language: BuiltInLanguage = 'en') =>
  page.getByRole('status').filter({ hasText: getText(language, 'app', 'edit.discarded') });

inEnglishAndArabic((text, language) => {
  test('without a network no input is lost, and it is saved by itself when the network is back', async ({
    page,
    pageErrors,
  }) => {
    pageErrors.expect(isOffline);
    await openEdit(page);
    await locateField(page, 'first_name', language).fill('Lina');
    await getAddress(page, language).fill('Laugavegur 1');
    await page.context().setOffline(true);
    await getSaveButton(page, language).click();
    await expect(page.getByRole('alert')).toContainText(text('app', 'edit.offline.title'));
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(page).toHaveTitle(
      new RegExp(`^${text('app', 'app.errorTitle', { title: text('app', 'edit.title') })}`),
    );
    await expect(locateField(page, 'first_name', language)).toHaveValue('Lina');
    await expect(getAddress(page, language)).toHaveValue('Laugavegur 1');

    await page.context().setOffline(false);
    await expect(getSavedMessage(page, language)).toBeVisible();
    await expect(page.getByText('Laugavegur 1')).toBeVisible();
  });

  test('errors of the server and of a proxy are no missing network, and a busy server is asked once more', async ({
    page,
    pageErrors,
  }) => {
    const answers = [
      { status: 500, json: { error_message: 'Failed' } },
      { status: 502, body: '<h1>Bad gateway</h1>' },
      { status: 503, json: {}, headers: { 'retry-after': '1' } },
    ];
    for (const { status } of answers) pageErrors.expect(new RegExp(`${status}.*customer/update`));
    for (const answer of answers.toReversed()) {
      await page.route(updateCalls, (route) => route.fulfill(answer), { times: 1 });
    }
    await openEdit(page);
    await locateField(page, 'first_name', language).fill('Lina');
    const alert = page.getByRole('alert');
    for (const title of ['edit.failed.title', 'edit.unknown.title', 'edit.busy.title']) {
      const answered = page.waitForResponse(updateCalls);
      await getSaveButton(page, language).click();
      await answered;
      await expect(alert).toContainText(text('app', title));
    }
    // The server asks to retry after a second. The page waits, and saves by itself.
    await expect(getSavedMessage(page, language)).toBeVisible();
    await expect(page.getByText('Lina', { exact: true })).toBeVisible();
  });

  withAndWithoutScript((open, hasScript) => {
    test('two forms of one customer ask which value of the same field is saved, and keep the others of both', {
      tag: '@backend',
    }, async ({ page, context, pageErrors }) => {
      pageErrors.expect(/412/);
      const other = await context.newPage();
      await page.goto('/edit');
      await open(other, '/edit');
      await locateField(page, 'first_name', language).fill('First');
      await locateField(page, 'email', language).fill('first@example.org');
      await getSaveButton(page, language).click();
      await expect(getSavedMessage(page, language)).toBeVisible();

      const name = locateField(other, 'first_name', language);
      const conflict = other.getByRole('alert').filter({ hasText: text('app', 'edit.conflict.title') });
      await name.fill('Second');
      await getAddress(other, language).fill('Laugavegur 1');
      await getSaveButton(other, language).click();
      await expect(conflict).toBeVisible();
      await expect(conflict).toBeFocused();
      const group = other.getByRole('group', { name: text('form', 'first_name') });
      const yours = group.getByRole('radio', { name: text('app', 'edit.conflict.mine') });
      await expect(group).toContainText('First');
      await expect(group).toContainText('Second');
      await expect(yours).toBeChecked();
      await group.getByRole('radio', { name: text('app', 'edit.conflict.stored') }).check();
      // Nothing else is to be decided: the email was changed there alone, the address here alone.
      await expect(other.getByRole('radio')).toHaveCount(2);
      await expect(other.getByText('first@example.org')).toBeVisible();
      await expect(other.getByText('Laugavegur 1')).toBeVisible();
      await getSaveButton(other, language).click();
      await expect(getSavedMessage(other, language)).toBeVisible();

      await page.goto('/');
      await expect(page.getByText('First', { exact: true })).toBeVisible();
      await expect(page.getByText('first@example.org')).toBeVisible();
      await expect(page.getByText('Laugavegur 1')).toBeVisible();
    });

    test('the way back from a conflict to the form keeps what was typed', async ({
      page,
      context,
      pageErrors,
    }) => {
      pageErrors.expect(/412/);
      const other = await context.newPage();
      await page.goto('/edit');
      await open(other, '/edit');
      await locateField(page, 'first_name', language).fill('Omar');
      await locateField(page, 'email', language).fill('first@example.org');
      await getSaveButton(page, language).click();
      await expect(getSavedMessage(page, language)).toBeVisible();
      await locateField(other, 'first_name', language).fill('Zaid');
      await getSaveButton(other, language).click();
      await getButton(other, 'edit.review.back', language).click();
      await expect(locateField(other, 'first_name', language)).toHaveValue('Zaid');
      await getSaveButton(other, language).click();
      await expect(getSavedMessage(other, language)).toBeVisible();
      await page.goto('/');
      await expect(page.getByText('Zaid', { exact: true })).toBeVisible();
      await expect(page.getByText('first@example.org')).toBeVisible();
    });

    test('Cancel offers what was typed once more, until the next edit', async ({ page, baseURL }) => {
      await open(page, '/edit');
      const name = locateField(page, 'first_name', language);
      const stored = await name.inputValue();
      await name.fill('Lina');
      await getButton(page, 'edit.cancel', language).click();
      if (hasScript) {
        await expect(getDiscarded(page, language)).toBeFocused();
        // It has no time limit: it is still there after a reload.
        await page.reload();
        await waitForHydration(page);
      }
      await getDiscarded(page, language)
        .getByRole('button', { name: text('app', 'edit.undo') })
        .click();
      await expect(name).toHaveValue('Lina');
      await expect(getDiscarded(page, language)).toHaveCount(0);
      await getButton(page, 'edit.cancel', language).click();
      await expect(getDiscarded(page, language)).toBeVisible();
      if (!hasScript) {
        await page.getByRole('link', { name: text('app', 'failure.home') }).click();
        await expect(page).toHaveURL(`${baseURL}/`);
        await expect(page.getByText(stored, { exact: true })).toBeVisible();
        return;
      }
      // So does Back.
      await page.goBack();
      await expect(name).toHaveValue('Lina');
    });
  });
});

test('a form that was changed since is not saved by itself, but says that the network is back', async ({
  page,
  pageErrors,
}) => {
  pageErrors.expect(isOffline);
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.context().setOffline(true);
  await getSaveButton(page).click();
  await expect(getOfflineAlert(page)).toBeVisible();
  await page.getByLabel('First name').press('End');
  await page.keyboard.type('-');
  await page.context().setOffline(false);
  await expect(page.getByRole('status').filter({ hasText: 'Back online' })).toBeVisible();
  await expect(getOfflineAlert(page)).toHaveCount(0);
  await expect(page).toHaveTitle(/^Edit/);
  await page.getByLabel('First name').press('End');
  await page.keyboard.type('Marie');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Lina-Marie', { exact: true })).toBeVisible();
});

test('the page saves by itself only once', async ({ page, pageErrors }) => {
  pageErrors.expect(/ERR_FAILED.*customer\/update|ERR_INTERNET_DISCONNECTED/);
  let requests = 0;
  await page.route('**/api/v3/customer/update/', (route) => {
    requests += 1;
    return route.abort();
  });
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.context().setOffline(true);
  await getSaveButton(page).click();
  await expect(getOfflineAlert(page)).toBeVisible();
  await page.context().setOffline(false);
  await expect.poll(() => requests).toBe(2);
  // This time the request was sent, so it is not known what came of it.
  await expect(page.getByRole('alert')).toContainText(getText('en', 'app', 'edit.unknown.title'));
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await expect(page.getByRole('status').filter({ hasText: 'Back online' })).toBeVisible();
  expect(requests).toBe(2);
});

test('a lost response after a successful save causes no conflict', async ({ page, pageErrors }) => {
  pageErrors.expect(/ERR_FAILED.*customer\/update/);
  pageErrors.expect(/412.*customer\/update/);
  await page.route(
    '**/api/v3/customer/update/',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getSaveButton(page).click();
  await expect(page.getByRole('alert')).toContainText(getText('en', 'app', 'edit.unknown.title'));
  // The page asks again by itself, and finds its own values stored.
  await expect(getSavedMessage(page)).toBeVisible({ timeout: 15_000 });
});

test('the next edit replaces what was discarded', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Layla');
  await expect(getDiscarded(page)).toBeVisible();
  await page.getByLabel('Last name').fill('Khoury');
  await page.getByLabel('First name').focus();
  await expect(getDiscarded(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await getDiscarded(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('Last name')).toHaveValue('Khoury');
  await expect(page.getByLabel('First name')).toHaveValue('Layla');
});

test('Cancel without a change offers nothing', async ({ page }) => {
  await openEdit(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeFocused();
  await expect(getDiscarded(page)).toHaveCount(0);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('Cancel without a change leads to the profile', async ({ page, baseURL }) => {
    await page.goto('/edit');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page).toHaveURL(`${baseURL}/`);
  });
});

test('a form that is submitted before hydration loses no input when its session has ended', async ({
  page,
  context,
  customer,
}) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await forgetSession(context);
  await page.getByLabel('First name').evaluate((field: HTMLInputElement) => field.form?.submit());
  await expect(page.getByText('Sign in again: what you typed comes back.')).toBeVisible();
  await waitForHydration(page);
  await chooseLanguage(page, 'ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await chooseLanguage(page, 'en');
  await sendNumber(page, customer.mobile);
  await enterCode(page, await customer.takeCode(), false);
  await expect(getRestoredMessage(page)).toBeVisible();
  await waitForHydration(page);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Lina', { exact: true })).toBeVisible();
});

test('going to the profile and back keeps the input, also that of the focused field', async ({
  page,
  baseURL,
}) => {
  await page.goto('/');
  await waitForHydration(page);
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await getAddress(page).fill('Laugavegur 1');
  await locateField(page, 'first_name').fill('Lina');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await expect(page.getByText('Layla', { exact: true })).toBeVisible();
  await page.goForward();
  await expect(page).toHaveURL(`${baseURL}/edit`);
  await expect(locateField(page, 'first_name')).toHaveValue('Lina');
  await expect(getAddress(page)).toHaveValue('Laugavegur 1');
  // The customer was never signed out, so there is no notice about it.
  await expect(getRestoredMessage(page)).toBeVisible();
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Laugavegur 1')).toBeVisible();
});

test('a reload keeps the input, also that of the focused field', async ({ page }) => {
  await openEdit(page);
  await getAddress(page).fill('Laugavegur 1');
  await locateField(page, 'first_name').fill('Lina');
  await page.reload();
  await waitForHydration(page);
  await expect(locateField(page, 'first_name')).toHaveValue('Lina');
  await expect(getAddress(page)).toHaveValue('Laugavegur 1');
  await expect(locateField(page, 'last_name')).toHaveValue('Haddad');
});

test('signing out deletes the input', async ({ page, signIn }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Secret');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signIn(page);
  await openEdit(page);
  await expect(page.getByLabel('First name')).toHaveValue('Layla');
});

test('correcting an error leaves the focus in the next field', async ({ page, pageErrors }) => {
  pageErrors.expect(/ERR_FAILED.*validators/);
  // Without the compiled validator only the server validates.
  await page.route('**/validators/**', (route) => route.abort());
  await openEdit(page);
  await page.getByLabel('First name').fill('');
  await page.getByLabel('Last name').fill('');
  await getSaveButton(page).click();
  await expect(getErrorSummary(page)).toBeFocused();
  await page.getByLabel('First name').fill('Lina');
  await page.getByLabel('First name').press('Tab');
  await expect(page.getByLabel('Last name')).toBeFocused();
  await page.keyboard.type('Haddad');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
});

test('a save whose answer is lost is not called failed, and what is typed then is saved on top of it', async ({
  page,
  pageErrors,
}) => {
  pageErrors.expect(/ERR_CONNECTION_RESET|412.*update/);
  await openEdit(page);
  await page.route(
    updateCalls,
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
  await page.getByLabel('First name').fill('Lina');
  await getSaveButton(page).click();
  await expect(page.getByRole('alert')).toContainText(getText('en', 'app', 'edit.unknown.title'));
  await page.getByLabel('First name').fill('Zaid');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Zaid', { exact: true })).toBeVisible();
});

test('after a save whose answer is lost, a reload shows what is stored', async ({ page, pageErrors }) => {
  pageErrors.expect(/ERR_CONNECTION_RESET/);
  await openEdit(page);
  await page.route(updateCalls, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByLabel('First name').fill('Lina');
  await getSaveButton(page).click();
  await expect(page.getByRole('alert')).toContainText(getText('en', 'app', 'edit.unknown.title'));
  await page.reload();
  await waitForHydration(page);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await expect(getRestoredMessage(page)).toHaveCount(0);
});

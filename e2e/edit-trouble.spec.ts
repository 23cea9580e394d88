import type { Page } from '@playwright/test';
import { chooseLanguage } from './choose-language.ts';
import {
  getAddress,
  getErrorSummary,
  getRestoredMessage,
  getSaveButton,
  getSavedMessage,
  openEdit,
} from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

const isOffline = /ERR_INTERNET_DISCONNECTED/;
const getOfflineAlert = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'Not saved: there is no connection' });

test('without a network no input is lost, and it is saved by itself when the network is back', async ({
  page,
  pageErrors,
}) => {
  pageErrors.expect(isOffline);
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getAddress(page).fill('Laugavegur 1');
  await page.context().setOffline(true);
  await getSaveButton(page).click();
  await expect(getOfflineAlert(page)).toBeFocused();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await expect(getAddress(page)).toHaveValue('Laugavegur 1');

  await page.context().setOffline(false);
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Laugavegur 1')).toBeVisible();
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
  await expect(getOfflineAlert(page)).toBeVisible();
  await page.context().setOffline(true);
  await page.context().setOffline(false);
  await expect(page.getByRole('status').filter({ hasText: 'Back online' })).toBeVisible();
  expect(requests).toBe(2);
});

test('a busy server is asked once more after the time that it names', async ({ page, pageErrors }) => {
  pageErrors.expect(/503.*customer\/update/);
  await page.route(
    '**/api/v3/customer/update/',
    (route) => route.fulfill({ status: 503, json: {}, headers: { 'retry-after': '1' } }),
    { times: 1 },
  );
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getSaveButton(page).click();
  await expect(page.getByRole('alert')).toHaveText(/Not saved yet: we are busy at the moment/);
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Lina', { exact: true })).toBeVisible();
});

test('a server error is reported, and saving again works', async ({ page, pageErrors }) => {
  pageErrors.expect(/500.*customer\/update/);
  await page.route('**/api/v3/customer/update/', (route) => route.fulfill({ status: 500, json: {} }), {
    times: 1,
  });
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getSaveButton(page).click();
  await expect(page.getByRole('alert')).toHaveText(/Not saved: something went wrong on our side/);
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
});

test('an error of a proxy is not reported as a missing network', async ({ page, pageErrors }) => {
  pageErrors.expect(/502.*customer\/update/);
  await page.route('**/api/v3/customer/update/', (route) =>
    route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }),
  );
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getSaveButton(page).click();
  await expect(page.getByRole('alert')).toHaveText(/Not saved: something went wrong on our side/);
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
  await expect(page.getByRole('alert')).toHaveText(/Not saved: there is no connection/);
  // The page asks again by itself, and finds its own values stored.
  await expect(getSavedMessage(page)).toBeVisible({ timeout: 15_000 });
});

/** Opens two forms of the same customer, and saves the first one with these values. */
async function saveFirst(page: Page, other: Page): Promise<void> {
  await page.goto('/edit');
  await other.goto('/edit');
  await page.getByLabel('First name').fill('First');
  await page.getByLabel('Email address').fill('first@example.org');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
}

const getConflict = (page: Page) =>
  page.getByRole('alert').filter({ hasText: 'changed elsewhere in the meantime' });

for (const javaScriptEnabled of [true, false]) {
  test.describe(`two forms of one customer, ${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    test.use({ javaScriptEnabled });

    test.beforeEach(({ pageErrors }) => pageErrors.expect(/412/));

    test('ask which value of the same field is saved, and keep the others of both', async ({
      page,
      context,
    }) => {
      const other = await context.newPage();
      await saveFirst(page, other);
      if (javaScriptEnabled) await waitForHydration(other);
      await other.getByLabel('First name').fill('Second');
      await getAddress(other).fill('Laugavegur 1');
      await getSaveButton(other).click();
      await expect(getConflict(other)).toBeVisible();
      await expect(other).toHaveTitle(/^Error:/);
      if (javaScriptEnabled) await expect(getConflict(other)).toBeFocused();

      const choice = other.getByRole('group', { name: 'First name' });
      await expect(choice).toContainText('First');
      await expect(choice).toContainText('Second');
      await expect(choice.getByRole('radio', { name: 'Yours' })).toBeChecked();
      await choice.getByRole('radio', { name: 'Saved elsewhere' }).check();
      // Nothing else is to be decided: the email was changed there alone, the address here alone.
      await expect(other.getByRole('radio')).toHaveCount(2);
      await expect(other.getByText('first@example.org')).toBeVisible();
      await expect(other.getByText('Laugavegur 1')).toBeVisible();
      await getSaveButton(other).click();
      await expect(getSavedMessage(other)).toBeVisible();

      await page.goto('/');
      await expect(page.getByText('First', { exact: true })).toBeVisible();
      await expect(page.getByText('first@example.org')).toBeVisible();
      await expect(page.getByText('Laugavegur 1')).toBeVisible();
    });

    test('keep what was typed on the way back to the form', async ({ page, context }) => {
      const other = await context.newPage();
      await saveFirst(page, other);
      if (javaScriptEnabled) await waitForHydration(other);
      await other.getByLabel('First name').fill('Second');
      await getSaveButton(other).click();
      await other.getByRole('button', { name: 'Back to the form' }).click();
      await expect(other.getByLabel('First name')).toHaveValue('Second');
      await getSaveButton(other).click();
      await expect(getSavedMessage(other)).toBeVisible();
      await page.goto('/');
      await expect(page.getByText('Second', { exact: true })).toBeVisible();
      await expect(page.getByText('first@example.org')).toBeVisible();
    });
  });
}

const getDiscarded = (page: Page) => page.getByRole('status').filter({ hasText: 'Discarded' });

test('Cancel offers what was typed once more, until the next edit', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(getDiscarded(page)).toBeFocused();
  // It has no time limit: it is still there after a reload.
  await page.reload();
  await waitForHydration(page);
  await getDiscarded(page).getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await expect(getDiscarded(page)).toHaveCount(0);
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Lina', { exact: true })).toBeVisible();
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

test('Back after Cancel brings back what was typed', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(getDiscarded(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
});

test('Cancel without a change offers nothing', async ({ page }) => {
  await openEdit(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeFocused();
  await expect(getDiscarded(page)).toHaveCount(0);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('Cancel offers what was typed once more', async ({ page, baseURL }) => {
    await page.goto('/edit');
    await page.getByLabel('First name').fill('Lina');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await getDiscarded(page).getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByLabel('First name')).toHaveValue('Lina');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Go to your profile' }).click();
    await expect(page).toHaveURL(`${baseURL}/`);
    await expect(page.getByText('Layla', { exact: true })).toBeVisible();
  });

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
  await context.clearCookies({ name: 'session' });
  await page.getByLabel('First name').evaluate((field: HTMLInputElement) => field.form?.submit());
  await expect(page.getByText('Sign in again: what you typed comes back.')).toBeVisible();
  await waitForHydration(page);
  await chooseLanguage(page, 'ar');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await chooseLanguage(page, 'en');
  await page.getByLabel('Mobile number').fill(customer.mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByLabel('6-digit code').fill(await customer.takeCode());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(getRestoredMessage(page)).toBeVisible();
  await waitForHydration(page);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Lina', { exact: true })).toBeVisible();
});

test('going to the profile and back keeps the input', async ({ page, baseURL }) => {
  await page.goto('/');
  await waitForHydration(page);
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await page.getByLabel('First name').fill('Lina');
  await getAddress(page).fill('Laugavegur 1');
  await page.getByLabel('Last name').focus();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await expect(page.getByText('Layla', { exact: true })).toBeVisible();
  await page.goForward();
  await expect(page).toHaveURL(`${baseURL}/edit`);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await expect(getAddress(page)).toHaveValue('Laugavegur 1');
  // The customer was never signed out, so there is no notice about it.
  await expect(getRestoredMessage(page)).toBeVisible();
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Laugavegur 1')).toBeVisible();
});

test('a reload keeps the input', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.getByLabel('Last name').focus();
  await page.reload();
  await waitForHydration(page);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await expect(page.getByLabel('Last name')).toHaveValue('Haddad');
});

test('a reload keeps the pending input of the focused field', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.reload();
  await waitForHydration(page);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
});

test('going back keeps the pending input of the focused field', async ({ page }) => {
  await page.goto('/');
  await waitForHydration(page);
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await page.getByLabel('First name').fill('Lina');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await page.goForward();
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
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

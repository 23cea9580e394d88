import { getAddress, getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

test('without a network no input is lost, and saving again works', async ({ page, pageErrors }) => {
  pageErrors.expect(/ERR_INTERNET_DISCONNECTED/);
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getAddress(page).fill('Laugavegur 1');
  await page.context().setOffline(true);
  await getSaveButton(page).click();
  const problem = page.getByRole('alert').filter({ hasText: 'Not saved: there is no connection' });
  await expect(problem).toBeFocused();
  await expect(page).toHaveTitle(/^Error:/);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await expect(getAddress(page)).toHaveValue('Laugavegur 1');

  await page.context().setOffline(false);
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Laugavegur 1')).toBeVisible();
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
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
});

test('the second of two tabs reports a conflict, keeps its input and overwrites by saving again', async ({
  page,
  context,
  pageErrors,
}) => {
  pageErrors.expect(/412.*customer\/update/);
  const other = await context.newPage();
  await openEdit(page);
  await openEdit(other);
  await page.getByLabel('First name').fill('First');
  await page.getByLabel('Email address').fill('first@example.org');
  await other.getByLabel('First name').fill('Second');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();

  await getSaveButton(other).click();
  const conflict = other.getByRole('alert').filter({ hasText: 'changed elsewhere in the meantime' });
  await expect(conflict).toBeFocused();
  await expect(other).toHaveTitle(/^Error:/);
  await expect(other.getByLabel('First name')).toHaveValue('Second');
  // An unchanged field shows the newly stored value, so that saving does not revert it.
  await expect(other.getByLabel('Email address')).toHaveValue('first@example.org');

  await getSaveButton(other).click();
  await expect(getSavedMessage(other)).toBeVisible();
  await page.reload();
  await expect(page.getByText('Second', { exact: true })).toBeVisible();
  await expect(page.getByText('first@example.org')).toBeVisible();
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
  await page.getByRole('button', { name: 'العربية' }).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByLabel('Mobile number').fill(customer.mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByLabel('6-digit code').fill(await customer.takeCode());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('status')).toHaveText(/What you typed before is here again/);
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
  await expect(page.getByRole('status')).toHaveText(
    'What you typed before is here again; it is not saved yet.',
  );
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

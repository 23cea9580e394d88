import { getAddress, getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

test('without a network nothing typed is lost, and saving again works', async ({ page, pageErrors }) => {
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

test('a failure on our side is said, and saving again works', async ({ page, pageErrors }) => {
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

test('a failure that a proxy in front of us answers is no missing network', async ({ page, pageErrors }) => {
  pageErrors.expect(/502.*customer\/update/);
  await page.route('**/api/v3/customer/update/', (route) =>
    route.fulfill({ status: 502, body: '<h1>Bad gateway</h1>' }),
  );
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getSaveButton(page).click();
  await expect(page.getByRole('alert')).toHaveText(/Not saved: something went wrong on our side/);
});

test('an answer that gets lost after saving is no conflict', async ({ page, pageErrors }) => {
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

test('two tabs: the second one is told, keeps what was typed, and wins by saving again', async ({
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
  // A field that was left alone shows what is stored now, so that saving does not undo it.
  await expect(other.getByLabel('Email address')).toHaveValue('first@example.org');

  await getSaveButton(other).click();
  await expect(getSavedMessage(other)).toBeVisible();
  await page.reload();
  await expect(page.getByText('Second', { exact: true })).toBeVisible();
  await expect(page.getByText('first@example.org')).toBeVisible();
});

test('a form that is sent before the script has come loses nothing when its session is over', async ({
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

test('when the session is over, signing in again brings back what was typed', async ({
  page,
  context,
  customer,
  baseURL,
  pageErrors,
}) => {
  pageErrors.expect(/401.*customer\/update/);
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getAddress(page).fill('Laugavegur 1');
  await page.getByRole('radio', { name: 'Female' }).check();
  await context.clearCookies({ name: 'session' });
  await getSaveButton(page).click();

  await expect(page).toHaveURL(`${baseURL}/sign-in?next=%2Fedit`);
  await page.getByLabel('Mobile number').fill(customer.mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByLabel('6-digit code').fill(await customer.takeCode());
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page).toHaveURL(`${baseURL}/edit`);
  await expect(page.getByRole('status')).toHaveText(
    'What you typed before is here again; it is not saved yet.',
  );
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await expect(getAddress(page)).toHaveValue('Laugavegur 1');
  await expect(page.getByRole('radio', { name: 'Female' })).toBeChecked();
  await expect(page.getByLabel('Last name')).toHaveValue('Haddad');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Laugavegur 1')).toBeVisible();
});

test('what one customer typed is never shown to another', async ({ page, context, server, pageErrors }) => {
  pageErrors.expect(/401.*customer\/update/);
  await openEdit(page);
  await page.getByLabel('First name').fill('Secret');
  await context.clearCookies({ name: 'session' });
  await getSaveButton(page).click();
  const other = server.takeCustomer('en');
  await page.getByLabel('Mobile number').fill(other.mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByLabel('6-digit code').fill(await other.takeCode());
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Edit your profile' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => sessionStorage.length)).toBe(0);
  await expect(page.getByLabel('First name')).toHaveValue('Layla');
});

test('back to the profile and forward again: what was typed is still there', async ({ page, baseURL }) => {
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
  // Nobody was signed out, so nobody is told so.
  await expect(page.getByRole('status')).toHaveText(
    'What you typed before is here again; it is not saved yet.',
  );
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('Laugavegur 1')).toBeVisible();
});

test('a reload keeps what was typed', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.getByLabel('Last name').focus();
  await page.reload();
  await waitForHydration(page);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await expect(page.getByLabel('Last name')).toHaveValue('Haddad');
});

test('a reload keeps even the field that was being typed in', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await page.reload();
  await waitForHydration(page);
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
});

test('going back keeps even the field that was being typed in', async ({ page }) => {
  await page.goto('/');
  await waitForHydration(page);
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await page.getByLabel('First name').fill('Lina');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await page.goForward();
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
});

test('signing out forgets what was typed', async ({ page, signIn }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Secret');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await signIn(page);
  await openEdit(page);
  await expect(page.getByLabel('First name')).toHaveValue('Layla');
});

test('a fault that is mended calls nobody away from the next field', async ({ page, pageErrors }) => {
  pageErrors.expect(/ERR_FAILED.*validators/);
  // Without its compiled rules the page has the server's verdict alone.
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

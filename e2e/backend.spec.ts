import type { Page } from '@playwright/test';
import { layla } from '../examples/backend/customer-form.ts';
import { type BackendServer, startBackendServer } from './backend-server.ts';
import { baseTest, expect } from './base-test.ts';
import { chooseLanguage } from './choose-language.ts';
import { getErrorSummary, getSaveButton, getSavedMessage } from './edit-page.ts';
import { waitForHydration } from './hydration.ts';
import { getText } from './texts.ts';

const test = baseTest.extend<object, { server: BackendServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures
    async ({}, provide) => {
      const server = await startBackendServer();
      await provide(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, provide) => provide(server.origin),
});

test.beforeEach(({ server }) => {
  server.backend.data.set('c-layla', { ...layla });
  Object.assign(server.backend.options, { dialect: 'contract', failure: 'none' });
});

async function logIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Company login' })).toBeVisible();
  await page.getByRole('button', { name: 'Log in' }).click();
}

/** Opens the form through the backend's login. */
async function openEdit(page: Page, hasScript: boolean): Promise<void> {
  await page.goto('/edit');
  await logIn(page);
  await expect(page.getByRole('heading', { name: 'Edit your profile' })).toBeVisible();
  if (hasScript) await waitForHydration(page);
}

for (const hasScript of [true, false]) {
  test.describe(hasScript ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled: hasScript });

    for (const dialect of ['contract', 'camelCase', 'schema'] as const) {
      test(`a customer of a backend with the dialect "${dialect}" signs in there, edits, saves and signs out`, async ({
        page,
        server,
        baseURL,
      }) => {
        server.backend.options.dialect = dialect;
        await openEdit(page, hasScript);
        await expect(page).toHaveURL(`${baseURL}/edit`);
        await expect(page.getByLabel('First name')).toHaveValue('Layla');
        await page.getByLabel('Last name').fill('Khoury');
        await page.getByLabel('Children').fill('3');
        await getSaveButton(page).click();
        await expect(getSavedMessage(page)).toBeVisible();
        await expect(page.getByText('Khoury').last()).toBeVisible();
        expect(server.backend.data.get('c-layla')).toEqual({ ...layla, last_name: 'Khoury', children: 3 });

        await page.getByRole('button', { name: 'Sign out' }).click();
        await expect(page.getByRole('status')).toHaveText('You are signed out.');
        await page.getByRole('link', { name: 'Go on to sign in' }).click();
        await logIn(page);
        await expect(page.getByText('Khoury')).toBeVisible();
      });
    }

    test('a save at the backend can be undone', async ({ page, server }) => {
      await openEdit(page, hasScript);
      await page.getByLabel('Last name').fill('');
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      expect(server.backend.data.get('c-layla')).not.toHaveProperty('last_name');
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'Undone' })).toBeVisible();
      expect(server.backend.data.get('c-layla')).toEqual(layla);
    });

    test('an error that only the backend reports is shown at its field', async ({
      page,
      server,
      pageErrors,
    }) => {
      if (!hasScript) pageErrors.expect(/422.*edit/);
      await openEdit(page, hasScript);
      await page.getByLabel('Email address').fill('taken@example.com');
      await getSaveButton(page).click();
      await expect(getErrorSummary(page)).toContainText('another customer has this one');
      await expect(page.getByLabel('Email address')).toHaveAttribute('aria-invalid', 'true');
      expect(server.backend.data.get('c-layla')).toEqual(layla);
    });

    test('the language is chosen on the page and stored at the backend, and the input stays', async ({
      page,
      server,
    }) => {
      await openEdit(page, hasScript);
      await page.getByLabel('Last name').fill('Khoury');
      await chooseLanguage(page, 'ar');
      await expect(page.getByLabel('اسم العائلة')).toHaveValue('Khoury');
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      expect(server.backend.data.get('c-layla')).toMatchObject({ language: 'ar', last_name: 'Haddad' });
    });

    test('what was typed comes back after the session has ended', async ({ page, context, pageErrors }) => {
      if (hasScript) pageErrors.expect(/401.*update/);
      await openEdit(page, hasScript);
      await page.getByLabel('Last name').fill('Khoury');
      await context.clearCookies({ name: 'backend_session' });
      await getSaveButton(page).click();
      if (!hasScript) {
        await expect(page.getByText('what you typed comes back')).toBeVisible();
        await page.getByRole('link', { name: 'Go on to sign in' }).click();
      }
      await logIn(page);
      await expect(page.getByLabel('Last name')).toHaveValue('Khoury');
      await expect(page.getByText('What you typed before is here again')).toBeVisible();
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
    });

    test('a save that is stored, but answered late, is not called failed', async ({
      page,
      server,
      pageErrors,
    }) => {
      pageErrors.expect(/504/);
      await openEdit(page, hasScript);
      await page.getByLabel('Last name').fill('Khoury');
      server.backend.options.failure = 'late';
      await getSaveButton(page).click();
      const title = page.getByText(getText('en', 'app', 'edit.unknown.title'));
      await expect(title.first()).toBeVisible({ timeout: 20_000 });
      expect(server.backend.data.get('c-layla')).toMatchObject({ last_name: 'Khoury' });
      server.backend.options.failure = 'none';
      await page.goto('/edit');
      await expect(page.getByLabel('Last name')).toHaveValue('Khoury');
      await expect(title).toHaveCount(0);
      await page.getByLabel('Last name').fill('Nasser');
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      expect(server.backend.data.get('c-layla')).toMatchObject({ last_name: 'Nasser' });
    });

    test('typed values stay while the backend is down', async ({ page, server, pageErrors }) => {
      pageErrors.expect(/502/);
      await openEdit(page, hasScript);
      await page.getByLabel('Last name').fill('Khoury');
      server.backend.options.failure = 'html';
      await getSaveButton(page).click();
      if (hasScript) {
        await expect(page.getByRole('alert')).toContainText('Not saved: something went wrong on our side');
        server.backend.options.failure = 'none';
      } else {
        await expect(
          page.getByRole('heading', { name: 'We can’t reach your data at the moment' }),
        ).toBeVisible();
        server.backend.options.failure = 'none';
        await page.getByRole('button', { name: 'Try again' }).click();
      }
      await expect(page.getByLabel('Last name')).toHaveValue('Khoury');
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
    });
  });
}

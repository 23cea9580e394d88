import { test as base, expect } from '@playwright/test';
import { createProvider, type TestProvider } from '../server/testing/create-provider.ts';
import { type BackendServer, startBackendServer } from './backend-server.ts';
import { PageErrors } from './page-errors.ts';

interface Fixtures {
  pageErrors: PageErrors;
}

interface Servers {
  provider: TestProvider;
  server: BackendServer;
}

const test = base.extend<Fixtures, Servers>({
  provider: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures
    async ({}, provide) => {
      const provider = await createProvider();
      await provide(provider);
      provider.stop();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ provider }, provide) => {
      const variables = { ...provider.variables, DATABASE_URL: 'file::memory:' };
      const server = await startBackendServer({ findCustomer: provider.findAccount }, variables);
      provider.trust(server.origin);
      await provide(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: ({ server }, provide) => provide(server.origin),
  pageErrors: [
    async ({ context }, provide) => {
      const pageErrors = new PageErrors();
      await pageErrors.watch(context);
      await provide(pageErrors);
      expect(pageErrors.list()).toEqual([]);
    },
    { auto: true },
  ],
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('a customer signs in at an OpenID provider, and out there too', async ({ page, provider }) => {
      provider.account = null;
      await page.goto('/edit');
      await expect(page.getByRole('alert')).toHaveText('You did not sign in. Try again when you are ready.');
      provider.account = 'c-layla';
      await page.getByRole('link', { name: 'Go on to sign in' }).click();
      await expect(page.getByLabel('First name')).toHaveValue('Layla');
      expect(new URL(page.url()).pathname).toBe('/edit');

      await page.getByRole('button', { name: 'Sign out' }).click();
      // The provider asks before it ends its own session.
      await page.getByRole('button', { name: 'Yes, sign me out' }).click();
      await expect(page.getByText('You are signed out.')).toBeVisible();
      await page.goto('/');
      await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
    });
  });
}

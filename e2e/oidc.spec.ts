import { layla } from '../examples/backend/customer-form.ts';
import { createProvider, type TestProvider } from '../server/testing/create-provider.ts';
import { type BackendServer, startBackendServer } from './backend-server.ts';
import { baseTest, expect } from './base-test.ts';
import { getButton, locateField } from './edit-page.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

interface Servers {
  provider: TestProvider;
  server: BackendServer;
}

const test = baseTest.extend<object, Servers>({
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
});

inEnglishAndArabic((text, language) => {
  withAndWithoutScript((open) => {
    test('a customer signs in at an OpenID provider, and out there too', async ({
      page,
      provider,
      server,
    }) => {
      provider.account = null;
      server.backend.data.set('c-layla', { ...layla, language });
      await page.goto('/edit');
      await expect(page.getByRole('alert')).toHaveText(text('app', 'signIn.oidcCancelled'));
      provider.account = 'c-layla';
      await page.getByRole('link', { name: text('app', 'signIn.goOn') }).click();
      await expect(locateField(page, 'first_name', language)).toHaveValue('Layla');
      expect(new URL(page.url()).pathname).toBe('/edit');

      await getButton(page, 'app.signOut', language).click();
      // The provider asks before it ends its own session.
      await page.getByRole('button', { name: 'Yes, sign me out' }).click();
      await expect(page.getByText(text('app', 'signIn.signedOut'))).toBeVisible();
      await open(page, '/');
      await expect(page.getByRole('heading', { name: text('app', 'profile.title') })).toBeVisible();
    });
  });
});

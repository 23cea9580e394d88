import { test as base, expect, type Page } from '@playwright/test';
import { type BuiltInLanguage, builtInChoices } from '../locales/built-in-languages.ts';
import { type AppServer, startAppServer, type TestCustomer } from './app-server.ts';
import { PageErrors } from './page-errors.ts';
import { signInThroughApi } from './sign-in.ts';

interface TestFixtures {
  /** The language of the customer and of the browser. */
  language: BuiltInLanguage;
  /** A customer that no other test uses. */
  customer: TestCustomer;
  /** Signs the context of a page in as the customer. */
  signIn(page: Page): Promise<void>;
  /** Fails the test at its end for every error that it did not expect. */
  pageErrors: PageErrors;
}

interface WorkerFixtures {
  /** A form definition to serve instead of the built-in one. */
  profileForm: object | null;
  /** A file that replaces src/registry.tsx. */
  registry: string | null;
  /** Environment variables of the server beside those of every test. */
  variables: Record<string, string>;
  server: AppServer;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  profileForm: [null, { option: true, scope: 'worker' }],
  registry: [null, { option: true, scope: 'worker' }],
  variables: [{}, { option: true, scope: 'worker' }],
  server: [
    async ({ profileForm, registry, variables }, provide) => {
      const server = await startAppServer(profileForm, registry, variables);
      await provide(server);
      await server.stop();
    },
    // A program with a registry of its own is built first.
    { scope: 'worker', timeout: 120_000 },
  ],
  language: ['en', { option: true }],
  baseURL: ({ server }, provide) => provide(server.origin),
  locale: ({ language }, provide) => provide(builtInChoices[language].locale),
  customer: ({ server, language }, provide) => provide(server.takeCustomer(language)),
  signIn: ({ customer }, provide) => provide((page) => signInThroughApi(page, customer)),
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

export { expect } from '@playwright/test';

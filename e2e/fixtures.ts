import type { Page } from '@playwright/test';
import { type AppServer, startAppServer, type TestCustomer } from './app-server.ts';
import { baseTest } from './base-test.ts';
import { signInThroughApi } from './sign-in.ts';

interface TestFixtures {
  /** A customer that no other test uses. */
  customer: TestCustomer;
  /** Signs the context of a page in as the customer. */
  signIn(page: Page): Promise<void>;
}

interface WorkerFixtures {
  /** A form definition to serve instead of the built-in one. */
  profileForm: object | null;
  /** A file that replaces src/registry.tsx. */
  registry: string | null;
  /** Environment variables of the server beside those of every test. */
  variables: Record<string, string>;
  /** Whether the reference backend holds the customers, instead of the application's own database. */
  hasBackend: boolean;
  server: AppServer;
}

export const test = baseTest.extend<TestFixtures, WorkerFixtures>({
  profileForm: [null, { option: true, scope: 'worker' }],
  registry: [null, { option: true, scope: 'worker' }],
  variables: [{}, { option: true, scope: 'worker' }],
  hasBackend: [false, { option: true, scope: 'worker' }],
  server: [
    async ({ profileForm, registry, variables, hasBackend }, provide) => {
      const server = await startAppServer({ profileForm, registry, variables, hasBackend });
      await provide(server);
      await server.stop();
    },
    // A program with a registry of its own is built first.
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: ({ server }, provide) => provide(server.origin),
  customer: ({ server, language }, provide) => provide(server.takeCustomer(language)),
  signIn: ({ customer }, provide) => provide((page) => signInThroughApi(page, customer)),
});

export { expect } from '@playwright/test';

import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

/** The server's tests that use a database. They run once on SQLite and once on PostgreSQL. */
const withDatabase = [
  'server/{main,customers,outbox,audit,form}.test.ts',
  'server/{customers,http,middleware,reliability,routes,store,telemetry}/**/*.test.ts',
  'server/services/{apply-edit,apply-sign-in,audit,custom-form,hidden-values,outbox,oversized-payloads,read-only,secret-rotation,sessions,sign-in,stored-profiles,write-only}.test.ts',
];

/** Tests among them of what does not depend on the database. They run once. */
const onSqliteOnly = [
  'server/http/multipart.test.ts',
  'server/middleware/{body-limits,client-address,load-profile,request-log,same-origin,security-headers,shed-load,too-many-fields,unread-body}.test.ts',
  'server/routes/{assets,brand,code-message,csp-reports,edit-section,favicon,layout,methods,open-api,pages,pending-sign-in,playground,playground-forms,playground-limits,playground-preview,request-id,sealed-submission,security-text}.test.ts',
];

export default defineConfig({
  ssr: { resolve: { conditions: ['schema-form-source', ...defaultServerConditions] } },
  test: {
    // Tests import CommonJS modules as Node itself does, because the server runs that way.
    deps: { interopDefault: false },
    restoreMocks: true,
    // Starting a program takes long on a busy machine.
    testTimeout: 30_000,
    // `npm test` names the tests that pass only then.
    retry: 1,
    // What a test waits for ends the wait; how long that takes depends on what else the machine does.
    expect: { poll: { timeout: 15_000 } },
    // By default, one processor is left to Vitest, which needs little of it.
    maxWorkers: '100%',
    // Files share a process and its modules: starting one and loading the server for each file takes as long as its tests.
    isolate: false,
    globalSetup: 'server/testing/build-pages.setup.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{packages,shared,src,server,locales,scripts}/**/*.test.{ts,tsx}'],
          exclude: withDatabase,
        },
      },
      {
        extends: true,
        test: {
          name: 'server-sqlite',
          include: withDatabase,
          setupFiles: 'server/testing/file-apps.setup.ts',
          provide: { postgresUrl: null },
        },
      },
      {
        extends: true,
        test: {
          name: 'server-postgres',
          include: withDatabase,
          exclude: onSqliteOnly,
          setupFiles: 'server/testing/file-apps.setup.ts',
          globalSetup: 'server/testing/postgres.setup.ts',
        },
      },
    ],
  },
});

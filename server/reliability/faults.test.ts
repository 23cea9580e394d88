import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { fieldPart, filePart, filesPath } from 'schema-form/server';
import { expect, onTestFinished, test, vi } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { getDatabaseFile } from '../database-url.ts';
import { createStore } from '../store/create-store.ts';
import { createCustomerStore } from '../store/customer-store.ts';
import { openDatabase, openToRead } from '../store/database.ts';
import { retryAllWhileBusy } from '../store/retry-while-busy.ts';
import { DatabaseBusyError } from '../store/store.ts';
import type { ChangeMessage } from '../testing/change-message.ts';
import { createDatabase, isPostgres } from '../testing/create-database.ts';
import type { TestApp } from '../testing/create-test-app.ts';
import { isRoot } from '../testing/load-postgres.ts';
import { createVariables, runProgram } from '../testing/run-program.ts';
import { readJson, requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla, omar } from '../testing/test-customers.ts';
import { startWebhookReceiver } from '../testing/webhook-receiver.ts';
import { checkIsBusy, checkSavingIsBusy, checkSavingWorks } from './check-busy.ts';
import { timeout } from './long-form.ts';
import { prepareServers } from './prepare-servers.ts';
import { createSavingCustomers, signInAll, toPut } from './save-load.ts';
import { startTcpProxy } from './start-tcp-proxy.ts';

vi.setConfig({ testTimeout: timeout });

const prlimit = '/usr/bin/prlimit';

test.runIf(!isPostgres() && existsSync(prlimit))(
  'a server whose database file can’t grow refuses saves, shows profiles, and recovers',
  async () => {
    const { program, browser, databaseUrl } = await startServer();
    const { pid = 0 } = program.process;
    const { size } = statSync(`${getDatabaseFile(databaseUrl)}-wal`);
    // The log of the program is a pipe, which has no size.
    const limitFiles = (bytes: number | 'unlimited') =>
      execFileSync(prlimit, ['--pid', String(pid), `--fsize=${bytes}:`]);
    limitFiles(size);
    await checkSavingIsBusy(browser);
    expect((await browser.get(apiPaths.customer)).status).toBe(200);
    expect((await browser.get(pagePaths.profile)).status).toBe(200);
    await checkIsBusy(await browser.postJson(apiPaths.language, { language: 'ar' }));
    const upload = new FormData();
    upload.set(filePart, new File(['x'.repeat(size + 1)], 'large.txt'));
    upload.set(fieldPart, 'root[first_name]');
    await checkIsBusy(await browser.postForm(filesPath, upload));
    limitFiles('unlimited');
    await checkSavingWorks(browser, 'After');
    expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ language: '' });
  },
);

test.runIf(!isPostgres())(
  'a full database refuses a save, keeps what it has, and takes the next one',
  async () => {
    const database = await openDatabase(await createDatabase(), () => {});
    onTestFinished(() => database.db.destroy());
    if (database.kind !== 'sqlite') return;
    const customers = retryAllWhileBusy(createCustomerStore(database.db, null));
    const [customer] = createSavingCustomers(1).map(toPut);
    if (!customer) return;
    await customers.put([customer]);
    const pages = database.client.pragma('page_count', { simple: true }) as number;
    database.client.pragma(`max_page_count = ${pages}`);
    const save = (address: string) => customers.update(customer.customer_id, () => ({ address }));
    await expect(save('x'.repeat(100_000))).rejects.toThrow(DatabaseBusyError);
    expect(await customers.get(customer.customer_id)).toMatchObject({ version: 1, address: 'Street 0' });
    database.client.pragma('max_page_count = 1000000');
    expect(await save('x'.repeat(100_000))).toMatchObject({ version: 2 });
  },
);

test.runIf(!isPostgres())(
  'a database that is read-only is busy, and stops a start with one sentence',
  async () => {
    const variables = await createVariables();
    const databaseUrl = variables.DATABASE_URL ?? '';
    await (await createStore(databaseUrl, () => {})).close();
    const db = openToRead(databaseUrl, () => {});
    const customers = retryAllWhileBusy(createCustomerStore(db, null));
    await expect(customers.put(createSavingCustomers(1).map(toPut))).rejects.toThrow(DatabaseBusyError);
    await db.destroy();
    // Root may write every file.
    if (isRoot) return;
    chmodSync(getDatabaseFile(databaseUrl) ?? '', 0o400);
    const { output, exit } = runProgram({ variables });
    expect(await exit).toBe(1);
    expect(output.stderr).toMatch(/^DATABASE_URL names a database that can't be used \(.+\)\.\n$/);
  },
);

test.runIf(isPostgres())('without PostgreSQL everything that needs it is 503, and it recovers', async () => {
  const { app, browser, proxy } = await createAppBehindProxy();
  proxy.cut();
  await checkSavingIsBusy(browser);
  await checkIsBusy(await browser.get(apiPaths.customer));
  await checkIsBusy(await browser.get(pagePaths.profile));
  await checkIsBusy(await browser.postJson(apiPaths.verify, { mobile: omar.mobile, code: '123456' }));
  expect((await new TestBrowser(app).get(pagePaths.signIn)).status).toBe(200);
  proxy.repair();
  await checkSavingWorks(browser, 'After');
});

test.runIf(isPostgres())(
  'a PostgreSQL that has vanished from the network holds no request for long',
  async () => {
    // After so many milliseconds PostgreSQL ends a statement, and two seconds later nothing can come any more.
    const { browser, proxy } = await createAppBehindProxy('?statement_timeout=1500&connect_timeout=1');
    proxy.hang();
    await checkSavingIsBusy(browser);
    proxy.repair();
    await checkSavingWorks(browser, 'After');
  },
);

test('receivers of webhooks that hang hold up neither signing in nor saving', async () => {
  const receiver = await startWebhookReceiver<ChangeMessage>();
  onTestFinished(receiver.close);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { app, browser } = await createSignedIn(layla, { variables: { CHANGE_WEBHOOK_URL: receiver.url } });
  const { outbox } = app.dependencies;
  // The first version of both customers.
  receiver.beforeAnswer = () => {};
  await outbox?.deliverDue();
  receiver.requests.length = 0;
  receiver.beforeAnswer = () => released;
  app.gateway.beforeAnswer = () => released;
  await browser.postJson(apiPaths.update, { first_name: 'First' });
  const delivering = outbox?.deliverDue();
  await expect.poll(() => receiver.requests.length).toBe(1);
  const login = await new TestBrowser(app).postJson(apiPaths.login, { mobile: omar.mobile });
  expect(login.status).toBe(200);
  await expect.poll(() => app.gateway.requests.length).toBe(2);
  await checkSavingWorks(browser, 'Second');
  expect((await browser.get('/readyz')).status).toBe(200);
  release();
  await delivering;
  await outbox?.deliverDue();
  expect(receiver.requests.map(({ body }) => body.data.version)).toEqual([2, 3]);
});

test('a clock that is set back by a day ends no session, and messages and codes still arrive', async () => {
  const receiver = await startWebhookReceiver<ChangeMessage>();
  onTestFinished(receiver.close);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  const app = await createAppWithCustomers({ variables: { CHANGE_WEBHOOK_URL: receiver.url } });
  const browser = await signIn(app, layla.mobile);
  vi.setSystemTime(Date.now() - 24 * 3_600_000);
  await checkSavingWorks(browser, 'Yesterday');
  expect((await browser.get(pagePaths.profile)).status).toBe(200);
  await app.dependencies.outbox?.deliverDue();
  // The first versions were waiting when the clock was set back.
  const versions = receiver.requests.map(({ body: { data } }) => [data.customer_id, data.version]);
  expect(versions.filter(([id]) => id === layla.customer_id)).toEqual([
    [layla.customer_id, 1],
    [layla.customer_id, 2],
  ]);
  const other = new TestBrowser(app);
  const code = await requestCode(app, other, omar.mobile);
  const verified = await other.postJson(apiPaths.verify, { mobile: omar.mobile, code });
  expect(verified.status).toBe(200);
  expect(await app.dependencies.store.customers.get(layla.customer_id)).toMatchObject({ version: 2 });
});

/** Creates an app whose connections to PostgreSQL go through a proxy. */
async function createAppBehindProxy(parameters = '') {
  const url = new URL(await createDatabase());
  const proxy = await startTcpProxy(Number(url.port));
  url.port = String(proxy.port);
  const { app, browser } = await createSignedIn(layla, { databaseUrl: url.href + parameters });
  return { app, browser, proxy };
}

/** Starts a server in a process of its own, and a browser in which a customer is signed in. */
async function startServer() {
  const { customers, receiver, start, databaseUrl } = await prepareServers(await createDatabase());
  const { program, address } = await start();
  await signInAll(address, customers, receiver.gateway);
  const request = (path: string, init: RequestInit) => fetch(address + path, { redirect: 'manual', ...init });
  const browser = new TestBrowser({ request } as Pick<TestApp, 'request'>, {
    origin: address,
    headers: { cookie: customers[0]?.cookie ?? '' },
  });
  return { program, browser, databaseUrl };
}

import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { getDatabaseFile } from '../database-url.ts';
import {
  dropDatabase,
  forbidWriting,
  holdCustomerLocks,
  isPostgres,
  waitForWaitingConnections,
} from '../testing/create-database.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';

test('a program that works is alive and ready', async () => {
  const browser = new TestBrowser(await createTestApp());
  for (const path of ['/healthz', '/readyz']) {
    const response = await browser.get(path);
    expect([response.status, await response.text()]).toEqual([200, '{"status":"ok"}']);
  }
});

test('without its database it is alive, but not ready', async () => {
  const { app, browser } = await createSignedIn(layla, {});
  if (isPostgres()) await dropDatabase(app.databaseUrl);
  else await app.dependencies.store.close();
  expect((await browser.get('/healthz')).status).toBe(200);
  const response = await browser.get('/readyz');
  expect(response.status).toBe(503);
  expect(await readJson(response)).toEqual({ error_message: 'The database cannot be written' });
});

test.runIf(isPostgres())('it is ready while requests occupy every connection', async () => {
  const { app, browser } = await createSignedIn(layla, {});
  const release = await holdCustomerLocks(app.databaseUrl);
  const saves = Array.from({ length: 12 }, (_, index) =>
    browser.postJson(apiPaths.update, { first_name: `Name ${index}` }),
  );
  await waitForWaitingConnections(app.databaseUrl, 10);
  const response = await browser.get('/readyz');
  expect(response.status).toBe(200);
  await release();
  await Promise.all(saves);
});

test('with a database that can be read but not written it is alive, but not ready', async () => {
  const { app, browser } = await createSignedIn(layla, {});
  expect((await browser.get('/readyz')).status).toBe(200);
  const allowWriting = await forbidWriting(app.databaseUrl);
  // PostgreSQL has ended the connections that it had.
  await expect.poll(async () => (await browser.get(apiPaths.customer)).status).toBe(200);
  await expect.poll(async () => (await browser.get('/readyz')).status).toBe(503);
  expect((await browser.get('/healthz')).status).toBe(200);
  await allowWriting();
  await expect.poll(async () => (await browser.get('/readyz')).status).toBe(200);
});

test.skipIf(isPostgres())(
  'it writes to the disk once a second at most, however often it is polled',
  async () => {
    const app = await createTestApp({});
    const browser = new TestBrowser(app);
    const getWritten = () => statSync(`${getDatabaseFile(app.databaseUrl)}-wal`).size;
    await browser.get('/readyz');
    const before = getWritten();
    const start = performance.now();
    for (let count = 0; count < 200; count += 1) await browser.get('/readyz');
    const seconds = (performance.now() - start) / 1000;
    const page = 4096 + 24;
    expect((getWritten() - before) / page).toBeLessThanOrEqual(2 * (seconds + 1));
  },
);

test('without its database the answer is its own text, as JSON and as a page', async () => {
  const { app, browser } = await createSignedIn(layla, {});
  await app.dependencies.store.close();
  const api = await browser.get(apiPaths.customer);
  expect(api.status).toBe(500);
  expect(await readJson(api)).toEqual({ error_message: 'Something went wrong on our side' });
  const page = await browser.get('/');
  const html = await page.text();
  expect(page.status).toBe(500);
  expect(html).toContain('Something went wrong');
  expect(html).not.toMatch(/at .+\.ts:\d+/);
});

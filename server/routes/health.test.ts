import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { dropDatabase, isPostgres } from '../testing/create-database.ts';
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
  expect(await readJson(response)).toEqual({ error_message: 'The database does not answer' });
});

test('without its database it says so in its own words, as JSON and as a page', async () => {
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

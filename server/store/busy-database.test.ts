import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { holdCustomerLocks } from '../testing/create-database.ts';
import { readJson, signIn } from '../testing/test-browser.ts';
import { createSignedIn, layla, omar } from '../testing/test-customers.ts';

const { update: updatePath } = apiPaths;

test('a save waits for a lock that another program holds for a moment', async () => {
  const { app, browser } = await createSignedIn(layla, {});
  const unlock = await holdCustomerLocks(app.databaseUrl);
  const saving = browser.postJson(updatePath, { first_name: 'New' });
  await wait(500);
  await unlock();
  const response = await saving;
  expect([response.status, response.headers.get('etag')]).toEqual([200, '"2"']);
  expect(await app.dependencies.store.customers.get(layla.customer_id)).toMatchObject({ first_name: 'New' });
});

test('saves that wait for the same lock are all stored, one after the other', async () => {
  const { app, browser } = await createSignedIn(layla, {});
  const unlock = await holdCustomerLocks(app.databaseUrl);
  const { customers } = app.dependencies.store;
  const saving = Array.from({ length: 20 }, () =>
    customers.update(layla.customer_id, ({ first_name }) => ({ first_name: `${first_name}x` })),
  );
  await wait(200);
  await unlock();
  await Promise.all(saving);
  expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({
    first_name: layla.first_name + 'x'.repeat(20),
  });
});

test('when the lock stays, a save gets 503 with Retry-After, and nothing is stored', async () => {
  const { app, browser } = await createSignedIn(layla, {});
  const arabic = await signIn(app, omar.mobile);
  await arabic.postJson(apiPaths.language, { language: 'ar' });
  const unlock = await holdCustomerLocks(app.databaseUrl);
  const [api, page, arabicPage] = await Promise.all([
    browser.postJson(updatePath, { first_name: 'New' }),
    browser.postForm(pagePaths.edit, { 'root[first_name]': 'New' }),
    arabic.postForm(pagePaths.edit, { 'root[first_name]': 'عمر' }),
  ]);
  await unlock();
  for (const response of [api, page, arabicPage]) {
    expect(response.status).toBe(503);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(await readJson(api)).toEqual({
    error_message: 'We are busy at the moment. Try again in a few seconds',
  });
  expect(await page.text()).toMatch(/<h1[^>]*>We are busy at the moment</);
  expect(await arabicPage.text()).toMatch(/<html lang="ar" dir="rtl">.*<h1[^>]*>الخدمة مشغولة حاليًا</s);
  expect(await app.dependencies.store.customers.get(layla.customer_id)).toMatchObject({ version: 1 });
  expect(app.logs.join('\n')).toContain('"error":"DatabaseBusyError"');
});

test('nobody else waits while a save waits for a lock', async () => {
  const { app, browser } = await createSignedIn(layla, {});
  // The first call is slower and is not measured.
  await browser.postJson(updatePath, { first_name: 'Warm' });
  const unlock = await holdCustomerLocks(app.databaseUrl);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const saving = browser.postJson(updatePath, { first_name: 'New' });
  const start = performance.now();
  let longest = 0;
  while (performance.now() - start < 1000) {
    const asked = performance.now();
    for (const path of ['/healthz', apiPaths.customer]) expect((await browser.get(path)).status).toBe(200);
    longest = Math.max(longest, performance.now() - asked);
    await wait(10);
  }
  delay.disable();
  await unlock();
  expect((await saving).status).toBe(200);
  // Milliseconds. Waiting for the lock itself would take five seconds; the machine may stop for one.
  expect(longest).toBeLessThan(2500);
  expect(delay.max / 1e6).toBeLessThan(2500);
});

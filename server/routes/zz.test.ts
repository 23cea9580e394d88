import { test } from 'vitest';
import { createDatabase, dropDatabase, isPostgres } from '../testing/create-database.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { createAppWithCustomers, layla } from '../testing/test-customers.ts';
import { signIn } from '../testing/test-browser.ts';
import { appendFileSync } from 'node:fs';
for (let i = 0; i < 4; i++) test('t' + i, async () => {
  let t = performance.now(); const out: string[] = [];
  const lap = (n: string) => { const now = performance.now(); out.push(n + ' ' + Math.round(now - t)); t = now; };
  const url = await createDatabase(); lap('createDatabase');
  const app = await createTestApp({ databaseUrl: url }); lap('app');
  const app2 = await createTestApp({ databaseUrl: url }); lap('app2');
  await createAppWithCustomers({ databaseUrl: url }); lap('app3+put');
  await signIn(app, layla.mobile); lap('signIn');
  await app.dependencies.store.close(); lap('close');
  if (isPostgres()) await dropDatabase(url); lap('drop');
  appendFileSync('/tmp/laps.txt', out.join(' | ') + '\n');
});

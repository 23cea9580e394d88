import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { projectFolder } from '../project-folder.ts';
import { createFolder, isPostgres } from '../testing/create-database.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { readJson, signIn, TestBrowser } from '../testing/test-browser.ts';
import { layla } from '../testing/test-customers.ts';
import { createStore } from './create-store.ts';

/** A database of each release, as that release left it. */
const folder = path.join(projectFolder, 'server/testing/releases');
const releases = readdirSync(folder).map((name) => name.replace(/\.db$/, ''));

function copyRelease(release: string): string {
  const file = path.join(createFolder(), 'customer.db');
  copyFileSync(path.join(folder, `${release}.db`), file);
  return file;
}

function openFile(file: string): SqliteDatabase.Database {
  const client = new SqliteDatabase(file);
  onTestFinished(() => {
    client.close();
  });
  return client;
}

interface Column {
  name: string;
  type: string;
  notnull: number;
  dflt_value: string | null;
}

/** Returns the columns of each table. */
function readSchema(file: string): Map<string, Column[]> {
  const client = openFile(file);
  const tables = client
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'kysely%'")
    .pluck()
    .all() as string[];
  return new Map(tables.map((table) => [table, client.pragma(`table_info(${table})`) as Column[]]));
}

describe.skipIf(isPostgres()).each(releases)('the database of release %s', (release) => {
  test('is upgraded without a loss', async () => {
    const databaseUrl = `file:${copyRelease(release)}`;
    const app = await createTestApp({ databaseUrl, variables: { SESSION_MAX: '36500d' } });
    const { address: _, ...unchanged } = layla;
    const { customers, files } = app.dependencies.store;
    expect(await customers.get(layla.customer_id)).toMatchObject({
      ...unchanged,
      address: 'Flat 8\nAbu Dhabi',
      version: 2,
      attributes: { hobby: 'chess', plan: { tier: 'gold', years: [2025, 2026] } },
    });
    const file = await files.get(layla.customer_id, 'f'.repeat(43));
    expect(Buffer.from(file?.content ?? []).toString()).toBe('PNG!');
    // A customer who is signed in stays signed in.
    const browser = new TestBrowser(app);
    browser.cookies.set('session', 'A'.repeat(43));
    expect((await browser.get(apiPaths.customer)).status).toBe(200);
    const other = await signIn(app, layla.mobile);
    const saved = await other.postJson(apiPaths.update, { first_name: 'Lily' });
    expect(await readJson(saved)).toMatchObject({ has_errors: false });
  });

  test('keeps all that the release reads and writes, so that the release can take over again', async () => {
    const file = copyRelease(release);
    const before = readSchema(file);
    await (await createStore(`file:${file}`, () => {})).close();
    const after = readSchema(file);
    for (const [table, columns] of before) {
      const now = after.get(table) ?? [];
      expect(now, table).toEqual(expect.arrayContaining(columns));
      // The release writes rows without the columns that it does not know.
      const added = now.filter(({ name }) => !columns.some((column) => column.name === name));
      expect(added.filter(({ notnull, dflt_value }) => notnull && dflt_value === null)).toEqual([]);
    }
  });
});

test.skipIf(isPostgres())('this version runs on the tables of a later one', async () => {
  const file = copyRelease(releases.at(-1) ?? '');
  await (await createStore(`file:${file}`, () => {})).close();
  const client = openFile(file);
  client.exec("alter table customers add column later text not null default 'x'");
  client.exec("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')");
  const store = await createStore(`file:${file}`, () => {});
  await store.customers.update(layla.customer_id, () => ({ first_name: 'Lily' }));
  await store.customers.put([{ customer_id: 'new', mobile: '+971500000001', changes: {} }]);
  expect(await store.customers.get(layla.customer_id)).toMatchObject({ first_name: 'Lily' });
  await store.close();
});

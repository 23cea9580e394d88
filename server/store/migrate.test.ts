import SqliteDatabase from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { getDatabaseFile } from '../database-url.ts';
import { hashToken } from '../domain/secrets.ts';
import { createDatabase, isPostgres } from '../testing/create-database.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { signIn, TestBrowser } from '../testing/test-browser.ts';
import { layla } from '../testing/test-customers.ts';
import * as initial from './migrations/0001-initial.ts';
import * as files from './migrations/0002-files.ts';

/** Returns a database as the version before the migration 0003-sign-in left it, with a customer and a session. */
async function createOldDatabase(token: string, createdAt: number): Promise<string> {
  const databaseUrl = await createDatabase();
  const dialect = isPostgres()
    ? new PostgresDialect({ pool: new pg.Pool({ connectionString: databaseUrl }) })
    : new SqliteDialect({ database: new SqliteDatabase(getDatabaseFile(databaseUrl) ?? '') });
  const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect });
  const migrations = { '0001-initial': initial, '0002-files': files };
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error) throw error;
  const { customer_id } = layla;
  await db
    .insertInto('customers')
    .values({ ...layla, attributes: '{}', version: 1 })
    .execute();
  const expires_at = createdAt + 30 * 86_400_000;
  const session = { token_hash: hashToken(token), customer_id, created_at: createdAt, expires_at };
  await db.insertInto('sessions').values(session).execute();
  const code = { mobile_hash: 'a', code_hash: 'b', tries: 0, expires_at };
  await db.insertInto('codes').values(code).execute();
  await db.destroy();
  return databaseUrl;
}

test.each([
  ['goes on for as long as sessions last now', 3_600_000, 200],
  ['is over when it is older than sessions get now', 13 * 3_600_000, 401],
])('a session of the version before %s', async (_, age, status) => {
  const token = 'A'.repeat(43);
  const app = await createTestApp({ databaseUrl: await createOldDatabase(token, Date.now() - age) });
  const browser = new TestBrowser(app);
  browser.cookies.set('session', token);
  expect((await browser.get(apiPaths.customer)).status).toBe(status);
  await signIn(app, layla.mobile, browser);
  expect((await browser.get(apiPaths.customer)).status).toBe(200);
});

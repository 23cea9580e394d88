import { setTimeout } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import * as initial from './migrations/0001-initial.ts';
import * as files from './migrations/0002-files.ts';
import * as signIn from './migrations/0003-sign-in.ts';
import * as changeFeed from './migrations/0004-change-feed.ts';
import * as undos from './migrations/0005-undos.ts';
import * as oidc from './migrations/0006-oidc.ts';
import * as edited from './migrations/0007-edited.ts';
import * as auditDeletes from './migrations/0008-audit-deletes.ts';
import * as requestIds from './migrations/0009-request-ids.ts';
import * as changeAuthors from './migrations/0010-change-authors.ts';
import * as customerEmails from './migrations/0011-customer-emails.ts';

const migrations = {
  '0001-initial': initial,
  '0002-files': files,
  '0003-sign-in': signIn,
  '0004-change-feed': changeFeed,
  '0005-undos': undos,
  '0006-oidc': oidc,
  '0007-edited': edited,
  '0008-audit-deletes': auditDeletes,
  '0009-request-ids': requestIds,
  '0010-change-authors': changeAuthors,
  '0011-customer-emails': customerEmails,
};

/**
 * Migrates the tables to the latest version. The tables of a later version stay as they are: migrations only
 * add, so that this version runs on them after a rollback. Two servers may start at once: PostgreSQL has a lock for
 * migrations; on SQLite the second server fails inside its transaction, and finds nothing left to do
 * when it retries.
 */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    // Read first: the migrator holds the only connection of SQLite when it asks for the migrations.
    const all = { ...migrations, ...(await findLater(db)) };
    const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(all) } });
    const { error } = await migrator.migrateToLatest();
    if (!error) return;
    if (tries === 5) throw error;
    await setTimeout(100 * tries);
  }
}

/** Returns the migrations of later versions that the database has had, which must be among the known ones. */
async function findLater<T>(db: Kysely<T>): Promise<Record<string, Migration>> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return {};
  const { rows } = await sql<{
    name: string;
  }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db);
  const latest = Object.keys(migrations).at(-1) ?? '';
  const later = rows.filter(({ name }) => name > latest);
  return Object.fromEntries(later.map(({ name }) => [name, { up: () => Promise.resolve() }]));
}

import { setTimeout } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import * as initial from './migrations/0001-initial.ts';
import * as files from './migrations/0002-files.ts';
import * as signIn from './migrations/0003-sign-in.ts';
import * as changeFeed from './migrations/0004-change-feed.ts';
import * as undos from './migrations/0005-undos.ts';
import * as oidc from './migrations/0006-oidc.ts';

const migrations = {
  '0001-initial': initial,
  '0002-files': files,
  '0003-sign-in': signIn,
  '0004-change-feed': changeFeed,
  '0005-undos': undos,
  '0006-oidc': oidc,
};

/**
 * Migrates the tables to the latest version. Two servers may start at once: PostgreSQL has a lock for
 * migrations; on SQLite the second server fails inside its transaction, and finds nothing left to do
 * when it retries.
 */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(migrations) },
  });
  for (let tries = 1; ; tries += 1) {
    const { error } = await migrator.migrateToLatest();
    if (!error) return;
    if (tries === 5) throw error;
    await setTimeout(100 * tries);
  }
}

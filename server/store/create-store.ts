import type { Kysely } from 'kysely';
import { createCodeStore } from './code-store.ts';
import { createCustomerStore } from './customer-store.ts';
import { openDatabase, type Tables } from './database.ts';
import { createFileStore } from './file-store.ts';
import { createLimiter, removeExpiredLimits } from './limiter.ts';
import { retryAllWhileBusy, retryWhileBusy } from './retry-while-busy.ts';
import { createSessionStore } from './session-store.ts';
import { OpenError, type Store } from './store.ts';

/**
 * Opens the database of this URL, migrates its tables and returns the store on it. Throws OpenError
 * when that fails. `onError` receives errors of connections that break later.
 */
export async function createStore(databaseUrl: string, onError: (error: Error) => void): Promise<Store> {
  const database = await openDatabase(databaseUrl, onError).catch((error: unknown) => {
    throw new OpenError(error);
  });
  const { db } = database;
  return {
    customers: retryAllWhileBusy(createCustomerStore(db)),
    sessions: retryAllWhileBusy(createSessionStore(db)),
    codes: retryAllWhileBusy(createCodeStore(db)),
    files: retryAllWhileBusy(createFileStore(db)),
    createLimiter: (limit) => retryAllWhileBusy(createLimiter(database, limit)),
    removeExpiredLimits: (now) => retryWhileBusy(() => removeExpiredLimits(db, now)),
    testWrite: () => retryWhileBusy(() => testWrite(db)),
    close: () => db.destroy(),
  };
}

/** Commits a row that is expired already. Only a commit reveals a full disk or a read-only database. */
async function testWrite(db: Kysely<Tables>): Promise<void> {
  const row = { key: 'write-test', points: 0, expire: Date.now() };
  await db
    .insertInto('limits')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}

import type { Kysely } from 'kysely';
import { createAuditStore } from './audit-store.ts';
import { createChangeStore } from './change-store.ts';
import { createCodeStore } from './code-store.ts';
import { createCustomerStore } from './customer-store.ts';
import { openDatabase, type Tables } from './database.ts';
import { createFileStore } from './file-store.ts';
import { createLimiter, removeExpiredLimits } from './limiter.ts';
import { createOutboxStore } from './outbox-store.ts';
import type { ChangeFeed } from './record-changes.ts';
import { retryAllWhileBusy, retryWhileBusy } from './retry-while-busy.ts';
import { createSessionStore } from './session-store.ts';
import { OpenError, type Store } from './store.ts';
import { createUndoStore } from './undo-store.ts';

/**
 * Opens the database of this URL, migrates its tables and returns the store on it. Throws OpenError
 * when that fails. `onError` receives errors of connections that break later. `changeFeed` says which changes
 * of customers are recorded; every program that changes customers must have the same one.
 */
export async function createStore(
  databaseUrl: string,
  onError: (error: Error) => void,
  changeFeed: ChangeFeed | null = null,
): Promise<Store> {
  const database = await openDatabase(databaseUrl, onError).catch((error: unknown) => {
    throw new OpenError(error);
  });
  const { db } = database;
  return {
    customers: retryAllWhileBusy(createCustomerStore(db, changeFeed)),
    sessions: retryAllWhileBusy(createSessionStore(db)),
    codes: retryAllWhileBusy(createCodeStore(db)),
    files: retryAllWhileBusy(createFileStore(db)),
    changes: retryAllWhileBusy(createChangeStore(db)),
    outbox: retryAllWhileBusy(createOutboxStore(database)),
    audit: retryAllWhileBusy(createAuditStore(db)),
    undos: retryAllWhileBusy(createUndoStore(db)),
    createLimiter: (limit) => retryAllWhileBusy(createLimiter(database, limit)),
    removeExpiredLimits: (now) => retryWhileBusy(() => removeExpiredLimits(db, now)),
    testWrite: () => retryWhileBusy(() => testWrite(database.readinessDb)),
    close: async () => {
      await db.destroy();
      // It is the same one with SQLite; Kysely destroys it once.
      await database.readinessDb.destroy();
    },
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

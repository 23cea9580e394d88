import type { Kysely } from 'kysely';
import type { Tables } from './database.ts';
import type { UndoStore } from './store.ts';

/** Creates the store of what can be undone; each method is one statement. */
export function createUndoStore(db: Kysely<Tables>): UndoStore {
  return {
    async put(customerId, sealed, expiresAt) {
      const undo = { sealed, expires_at: expiresAt };
      await db
        .insertInto('undos')
        .values({ customer_id: customerId, ...undo })
        .onConflict((conflict) => conflict.column('customer_id').doUpdateSet(undo))
        .execute();
    },
    async find(customerId, now) {
      const row = await db
        .selectFrom('undos')
        .select('sealed')
        .where('customer_id', '=', customerId)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row?.sealed ?? null;
    },
    async removeExpired(now) {
      await db.deleteFrom('undos').where('expires_at', '<=', now).execute();
    },
  };
}

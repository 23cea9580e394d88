import type { Kysely } from 'kysely';
import type { Tables } from './database.ts';
import type { CodeStore } from './store.ts';

/** Creates the store of one-time codes; each method is one statement. */
export function createCodeStore(db: Kysely<Tables>): CodeStore {
  return {
    async put(mobileHash, codeHash, expiresAt) {
      const code = { code_hash: codeHash, tries: 0, expires_at: expiresAt };
      await db
        .insertInto('codes')
        .values({ mobile_hash: mobileHash, ...code })
        .onConflict((conflict) => conflict.column('mobile_hash').doUpdateSet(code))
        .execute();
    },
    async takeTry(mobileHash, mostTries, now) {
      const row = await db
        .updateTable('codes')
        .set((code) => ({ tries: code('tries', '+', 1) }))
        .where('mobile_hash', '=', mobileHash)
        .where('tries', '<', mostTries)
        .where('expires_at', '>', now)
        .returning('code_hash')
        .executeTakeFirst();
      return row?.code_hash ?? null;
    },
    async use(mobileHash, codeHash) {
      const row = await db
        .deleteFrom('codes')
        .where('mobile_hash', '=', mobileHash)
        .where('code_hash', '=', codeHash)
        .returning('mobile_hash')
        .executeTakeFirst();
      return row !== undefined;
    },
    async removeExpired(now) {
      await db.deleteFrom('codes').where('expires_at', '<=', now).execute();
    },
  };
}

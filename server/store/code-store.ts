import type { Kysely } from 'kysely';
import type { Tables } from './database.ts';
import type { CodeStore } from './store.ts';

/** Creates the store of one-time codes; each method is one statement. */
export function createCodeStore(db: Kysely<Tables>): CodeStore {
  return {
    async put(key, { mobileHash, codeHash, expiresAt }) {
      const code = { code_hash: codeHash, expires_at: expiresAt, tries: 0 };
      await db
        .insertInto('codes')
        .values({ key, mobile_hash: mobileHash, previous_hash: '', previous_expires_at: 0, ...code })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((row) => ({
            ...code,
            previous_hash: row.ref('codes.code_hash'),
            previous_expires_at: row.ref('codes.expires_at'),
          })),
        )
        .execute();
    },
    async takeTry(key, mostTries, now) {
      const row = await db
        .updateTable('codes')
        .set((code) => ({ tries: code('tries', '+', 1) }))
        .where('key', '=', key)
        .where('tries', '<', mostTries)
        .where('expires_at', '>', now)
        .returning(['code_hash', 'previous_hash', 'previous_expires_at', 'tries'])
        .executeTakeFirst();
      if (!row) return null;
      const previous = row.previous_expires_at > now ? [row.previous_hash] : [];
      return { codeHashes: [row.code_hash, ...previous], tries: row.tries };
    },
    async use(key, mobileHashes) {
      const rows = await db
        .deleteFrom('codes')
        .where('mobile_hash', 'in', [...mobileHashes])
        .returning('key')
        .execute();
      return rows.some((row) => row.key === key);
    },
    async removeExpired(now) {
      await db.deleteFrom('codes').where('expires_at', '<=', now).execute();
    },
  };
}

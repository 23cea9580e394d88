import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './database.ts';
import type { OidcSession, OidcStore } from './store.ts';

/** Creates the store of the sessions that began at an OpenID provider; each method is one statement. */
export function createOidcStore(db: Kysely<Tables>): OidcStore {
  return {
    async add({ tokenHash, customerId, sealedTokens, createdAt, expiresAt }) {
      await db
        .insertInto('oidc_sessions')
        .values({
          token_hash: tokenHash,
          customer_id: customerId,
          tokens: sealedTokens,
          refreshing_until: 0,
          created_at: createdAt,
          expires_at: expiresAt,
        })
        .execute();
    },
    async find(tokenHash, now) {
      const row = await db
        .selectFrom('oidc_sessions')
        .selectAll()
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row ? toOidcSession(row) : null;
    },
    async extend(tokenHash, expiresAt) {
      await db
        .updateTable('oidc_sessions')
        .set({ expires_at: expiresAt })
        .where('token_hash', '=', tokenHash)
        // Against a race: a session that has just ended stays ended.
        .where('expires_at', '>', 0)
        .execute();
    },
    async claimRefresh(tokenHash, now, until) {
      const { numUpdatedRows } = await db
        .updateTable('oidc_sessions')
        .set({ refreshing_until: until })
        .where('token_hash', '=', tokenHash)
        .where('refreshing_until', '<=', now)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    async setTokens(tokenHash, sealedTokens) {
      await db
        .updateTable('oidc_sessions')
        .set({ tokens: sealedTokens, refreshing_until: 0 })
        .where('token_hash', '=', tokenHash)
        .execute();
    },
    async claimEnded(now, until, most) {
      const ended = db
        .selectFrom('oidc_sessions')
        .select('token_hash')
        .where('expires_at', '<=', now)
        .where('refreshing_until', '<=', now)
        .limit(most);
      const rows = await db
        .updateTable('oidc_sessions')
        .set({ refreshing_until: until })
        .where('token_hash', 'in', ended)
        // Again, for a row that another server has claimed meanwhile.
        .where('refreshing_until', '<=', now)
        .returningAll()
        .execute();
      return rows.map(toOidcSession);
    },
    async remove(tokenHash) {
      await db.deleteFrom('oidc_sessions').where('token_hash', '=', tokenHash).execute();
    },
  };
}

export function toOidcSession(row: Selectable<Tables['oidc_sessions']>): OidcSession {
  return {
    tokenHash: row.token_hash,
    customerId: row.customer_id,
    sealedTokens: row.tokens,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

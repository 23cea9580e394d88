import type { Kysely, Selectable } from 'kysely';
import type { Tables } from './database.ts';
import type { OidcSession, OidcStore } from './store.ts';

/** Creates the store of the sessions that began at an OpenID provider; each method is one statement. */
export function createOidcStore(db: Kysely<Tables>): OidcStore {
  const own = (tokenHash: string) => db.deleteFrom('oidc_sessions').where('token_hash', '=', tokenHash);
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
      return row ? toSession(row) : null;
    },
    async extend(tokenHash, expiresAt) {
      await db
        .updateTable('oidc_sessions')
        .set({ expires_at: expiresAt })
        .where('token_hash', '=', tokenHash)
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
    async remove(tokenHash) {
      const row = await own(tokenHash).returningAll().executeTakeFirst();
      return row ? toSession(row) : null;
    },
    async removeAll(customerId) {
      const rows = await db
        .deleteFrom('oidc_sessions')
        .where('customer_id', '=', customerId)
        .returningAll()
        .execute();
      return rows.map(toSession);
    },
    async removeExpired(now) {
      await db.deleteFrom('oidc_sessions').where('expires_at', '<=', now).execute();
    },
  };
}

function toSession(row: Selectable<Tables['oidc_sessions']>): OidcSession {
  return {
    tokenHash: row.token_hash,
    customerId: row.customer_id,
    sealedTokens: row.tokens,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

import type { Kysely } from 'kysely';
import { lockCustomers, toCustomer } from './customer-rows.ts';
import type { Tables } from './database.ts';
import { endSessions } from './end-sessions.ts';
import type { SessionStore } from './store.ts';

/** Creates the store of sessions; each method is one statement or one transaction. */
export function createSessionStore(db: Kysely<Tables>): SessionStore {
  // Every request runs this query, so it is compiled once: Kysely would build its text for each call.
  const findQuery = db
    .selectFrom('sessions')
    .innerJoin('customers', 'customers.customer_id', 'sessions.customer_id')
    .selectAll('customers')
    .select(['sessions.token_hash', 'sessions.created_at', 'sessions.expires_at', 'sessions.is_kept'])
    .where('sessions.token_hash', '=', '')
    .where('sessions.expires_at', '>', 0)
    .compile();

  return {
    add: ({ customer_id, mobile }, { tokenHash, createdAt, expiresAt, isKept }) =>
      db.transaction().execute(async (transaction) => {
        // Against a race: a sign-in with the old number must not outlive the change of the number, which
        // ends all sessions under the same lock.
        const [customer] = await lockCustomers(transaction, customer_id, null);
        if (customer?.mobile !== mobile) return false;
        await transaction
          .insertInto('sessions')
          .values({
            token_hash: tokenHash,
            customer_id,
            created_at: createdAt,
            expires_at: expiresAt,
            is_kept: isKept ? 1 : 0,
          })
          .execute();
        return true;
      }),
    async find(tokenHash, now) {
      const { rows } = await db.executeQuery({
        ...findQuery,
        parameters: [tokenHash, now],
      } as typeof findQuery);
      const row = rows[0];
      if (!row) return null;
      const { token_hash, created_at, expires_at, is_kept, ...customer } = row;
      return {
        session: {
          tokenHash: token_hash,
          createdAt: created_at,
          expiresAt: expires_at,
          isKept: is_kept === 1,
        },
        customer: toCustomer(customer),
      };
    },
    async extend(tokenHash, expiresAt) {
      await db
        .updateTable('sessions')
        .set({ expires_at: expiresAt })
        .where('token_hash', '=', tokenHash)
        .execute();
    },
    end: (end) => db.transaction().execute((transaction) => endSessions(transaction, end)),
    async countActive(now) {
      const { count } = await db
        .selectFrom('sessions')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('expires_at', '>', now)
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

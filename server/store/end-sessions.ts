import type { Kysely } from 'kysely';
import type { Tables } from './database.ts';
import { toOidcSession } from './oidc-store.ts';
import type { EndedSessions, SessionEnd } from './store.ts';

/**
 * Ends sessions, whatever the reason, also those that a stranger holds. Runs inside a transaction. It calls nobody: the
 * tokens of an OpenID provider stay for `OidcStore.claimEnded`, so that a server revokes them after the commit, also
 * those of a command, which knows no provider.
 */
export async function endSessions(db: Kysely<Tables>, end: SessionEnd): Promise<EndedSessions> {
  const removed = await db
    .deleteFrom('sessions')
    .where((row) => {
      if (end.reason === 'expired') return row('expires_at', '<=', end.now);
      return 'tokenHash' in end
        ? row('token_hash', '=', end.tokenHash)
        : row('customer_id', 'in', end.customerIds);
    })
    .returning('customer_id')
    .execute();
  const ended = await db
    .updateTable('oidc_sessions')
    .set({ expires_at: 0 })
    .where('expires_at', '>', 0)
    .where((row) => {
      if ('tokenHash' in end) return row('token_hash', '=', end.tokenHash);
      if ('customerIds' in end) return row('customer_id', 'in', end.customerIds);
      // The tokens outlive no session of the program's own database; those for another backend expire by themselves.
      const open = row.selectFrom('sessions').select('token_hash');
      return row.and([row('customer_id', '!=', ''), row('token_hash', 'not in', open)]);
    })
    .returningAll()
    .execute();
  return { customerIds: removed.map(({ customer_id }) => customer_id), oidc: ended.map(toOidcSession) };
}

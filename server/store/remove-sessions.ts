import type { Kysely } from 'kysely';
import type { Tables } from './database.ts';

/**
 * Ends all sessions of these customers, also for a stranger who holds one. The tokens of an OpenID provider go with
 * them: nobody could end them here any more.
 */
export async function removeSessions(db: Kysely<Tables>, customerIds: readonly string[]): Promise<void> {
  for (const table of ['sessions', 'oidc_sessions'] as const) {
    await db.deleteFrom(table).where('customer_id', 'in', customerIds).execute();
  }
}

import type { Kysely } from 'kysely';

/** Keeps the id of the request that a message or an entry of the audit log comes from. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['outbox', 'audit_entries']) {
    await db.schema.alterTable(table).addColumn('request_id', 'text').execute();
  }
}

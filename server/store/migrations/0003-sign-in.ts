import type { Kysely } from 'kysely';

/**
 * Keeps two codes for each sign-in under way instead of one for each number, and marks sessions that the
 * customer wants to keep. Codes live for minutes, so the old ones are dropped.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('codes').execute();
  await db.schema
    .createTable('codes')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('mobile_hash', 'text', (column) => column.notNull())
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('previous_expires_at', 'bigint', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('codes_mobile').on('codes').column('mobile_hash').execute();
  await db.schema.createIndex('codes_expiry').on('codes').column('expires_at').execute();

  await db.schema
    .alterTable('sessions')
    .addColumn('is_kept', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();
}

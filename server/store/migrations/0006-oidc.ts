import type { Kysely } from 'kysely';

/** Creates the table of the sessions that began at an OpenID provider. Their tokens are encrypted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('oidc_sessions')
    .addColumn('token_hash', 'text', (column) => column.primaryKey().notNull())
    .addColumn('customer_id', 'text', (column) => column.notNull())
    .addColumn('tokens', 'text', (column) => column.notNull())
    .addColumn('refreshing_until', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('oidc_sessions_customer').on('oidc_sessions').column('customer_id').execute();
  await db.schema.createIndex('oidc_sessions_expiry').on('oidc_sessions').column('expires_at').execute();
}

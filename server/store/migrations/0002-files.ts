import type { Kysely } from 'kysely';

/** Creates the table of uploaded files; profiles hold their addresses. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('files')
    .addColumn('file_id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('customer_id', 'text', (column) =>
      column.notNull().references('customers.customer_id').onDelete('cascade'),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    // The last column: SQLite would read the content to reach a column after it.
    .addColumn('content', 'bytea', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('files_customer').on('files').column('customer_id').execute();
  await db.schema.createIndex('files_age').on('files').column('created_at').execute();
}

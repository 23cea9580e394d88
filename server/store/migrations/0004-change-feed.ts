import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** Creates the list of changes, the outbox of webhooks, and the audit log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  /** Creates a table whose ids increase and are never used again. */
  const createTable = (name: string, id: string) =>
    db.schema
      .createTable(name)
      .addColumn(id, isPostgres ? 'bigserial' : 'integer', (column) =>
        isPostgres ? column.primaryKey() : column.primaryKey().autoIncrement(),
      );

  await createTable('changes', 'change_id')
    .addColumn('position', 'bigint', (column) => column.unique())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('changed', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('changes_age').on('changes').column('created_at').execute();

  await db.schema
    .createTable('change_positions')
    .addColumn('last_position', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into change_positions (last_position) values (0)`.execute(db);

  await createTable('outbox', 'message_id')
    .addColumn('webhook_id', 'text', (column) => column.notNull())
    .addColumn('endpoint', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text')
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('last_answer', 'text')
    .execute();
  await db.schema.createIndex('outbox_due').on('outbox').columns(['due_at', 'message_id']).execute();
  await db.schema
    .createIndex('outbox_customer')
    .on('outbox')
    .columns(['customer_id', 'message_id'])
    .execute();

  await createTable('audit_entries', 'entry_id')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('customer_id', 'text')
    .addColumn('mobile_hash', 'text')
    .addColumn('address_hash', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('audit_entries_age').on('audit_entries').column('created_at').execute();
  await db.schema.createIndex('audit_entries_customer').on('audit_entries').column('customer_id').execute();
  await (isPostgres ? forbidPostgresUpdates(db) : forbidSqliteUpdates(db));
}

/** Entries of the audit log are added, and removed when they are old. Nothing changes one. */
async function forbidSqliteUpdates(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger audit_entries_no_update before update on audit_entries
    begin select raise(abort, 'audit_entries is append-only'); end`.execute(db);
}

async function forbidPostgresUpdates(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_audit_update() returns trigger language plpgsql as
    $$ begin raise exception 'audit_entries is append-only'; end $$`.execute(db);
  await sql`create trigger audit_entries_no_update before update on audit_entries
    for each statement execute function refuse_audit_update()`.execute(db);
}

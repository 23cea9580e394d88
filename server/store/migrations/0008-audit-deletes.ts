import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Forbids to delete an entry of the audit log, except those that are older than `delete_before`, which the removal of
 * old entries sets while it runs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_retention')
    .addColumn('delete_before', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into audit_retention (delete_before) values (0)`.execute(db);
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  await (isPostgres ? forbidPostgresDeletes(db) : forbidSqliteDeletes(db));
}

async function forbidSqliteDeletes(db: Kysely<unknown>): Promise<void> {
  await sql`create trigger audit_entries_no_delete before delete on audit_entries
    when old.created_at >= (select delete_before from audit_retention)
    begin select raise(abort, 'audit_entries is append-only'); end`.execute(db);
}

async function forbidPostgresDeletes(db: Kysely<unknown>): Promise<void> {
  await sql`create function refuse_audit_delete() returns trigger language plpgsql as
    $$ begin
      if old.created_at >= (select delete_before from audit_retention) then
        raise exception 'audit_entries is append-only';
      end if;
      return old;
    end $$`.execute(db);
  await sql`create trigger audit_entries_no_delete before delete on audit_entries
    for each row execute function refuse_audit_delete()`.execute(db);
  // Truncating calls no trigger of rows.
  await sql`create trigger audit_entries_no_truncate before truncate on audit_entries
    for each statement execute function refuse_audit_update()`.execute(db);
}

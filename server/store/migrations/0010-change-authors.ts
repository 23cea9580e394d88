import type { Kysely } from 'kysely';

/** Keeps who made a change of a customer; null for changes that a version before has recorded. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('changes').addColumn('author', 'text').execute();
}

import { type Kysely, sql } from 'kysely';

/**
 * Finds customers by their email. Only its beginning is indexed, because PostgreSQL refuses a row whose entry in an index
 * is longer than 2,700 bytes, and a form may accept longer texts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index customers_email on customers (substr(email, 1, 320), customer_id)`.execute(db);
}

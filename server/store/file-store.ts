import { type Kysely, sql } from 'kysely';
import { lockCustomers } from './customer-rows.ts';
import type { Tables } from './database.ts';
import type { FileStore } from './store.ts';

/** The columns that may hold a file's address: everything that a form fills in. */
const fileColumns = [
  'attributes',
  'first_name',
  'last_name',
  'email',
  'nationality',
  'dob',
  'passport_number',
  'nation_id_number',
  'language',
  'address',
] as const;

/** Creates the store of files; each method is one statement or one transaction. */
export function createFileStore(db: Kysely<Tables>): FileStore {
  const profile = sql.join(
    fileColumns.map((key) => sql.ref(`customers.${key}`)),
    sql` || `,
  );

  return {
    add: (customerId, { fileId, content, createdAt, ...info }, most) =>
      db.transaction().execute(async (transaction) => {
        // Serializes the uploads of a customer, so that parallel ones can't pass the limit together.
        await lockCustomers(transaction, customerId, null);
        const { files, bytes } = await transaction
          .selectFrom('files')
          .select(({ fn }) => [
            fn.countAll<number>().as('files'),
            fn.coalesce(fn.sum<number>('size'), sql<number>`0`).as('bytes'),
          ])
          .where('customer_id', '=', customerId)
          .executeTakeFirstOrThrow();
        if (files >= most.files || bytes + info.size > most.bytes) return false;
        await transaction
          .insertInto('files')
          .values({ file_id: fileId, customer_id: customerId, ...info, content, created_at: createdAt })
          .execute();
        return true;
      }),
    async get(customerId, fileId) {
      const row = await db
        .selectFrom('files')
        .select(['file_id as fileId', 'name', 'type', 'size', 'content'])
        .where('file_id', '=', fileId)
        .where('customer_id', '=', customerId)
        .executeTakeFirst();
      return row ?? null;
    },
    list: (customerId) =>
      db
        .selectFrom('files')
        .select(['file_id as fileId', 'name', 'type', 'size'])
        .where('customer_id', '=', customerId)
        .execute(),
    async removeUnused(before, customerId) {
      await db
        .deleteFrom('files')
        .where('created_at', '<', before)
        .$if(customerId !== undefined, (query) => query.where('customer_id', '=', customerId ?? ''))
        .where(({ exists, not, selectFrom }) =>
          not(
            exists(
              selectFrom('customers')
                .select('customers.customer_id')
                .whereRef('customers.customer_id', '=', 'files.customer_id')
                // A file id is 43 random characters: `_`, which matches any character, causes no false match.
                .where(sql<boolean>`${profile} like '%' || files.file_id || '%'`),
            ),
          ),
        )
        .execute();
    },
  };
}

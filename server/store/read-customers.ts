import type { Customer } from '../domain/customer.ts';
import { toCustomer } from './customer-rows.ts';
import { openToRead } from './database.ts';
import { OpenError } from './store.ts';

/** Customers that are in memory at a time. */
const pageSize = 500;

/**
 * Reads all customers in the order of their ids and changes nothing, not even the tables of an older version. Throws
 * OpenError when the database can't be read.
 */
export async function* readCustomers(databaseUrl: string): AsyncGenerator<Customer> {
  try {
    const db = openToRead(databaseUrl, () => {});
    try {
      const select = db.selectFrom('customers').selectAll().orderBy('customer_id').limit(pageSize);
      let after = '';
      for (;;) {
        const rows = await select.where('customer_id', '>', after).execute();
        for (const row of rows) yield toCustomer(row);
        after = rows.at(-1)?.customer_id ?? '';
        if (rows.length < pageSize) return;
      }
    } finally {
      await db.destroy();
    }
  } catch (error) {
    throw new OpenError(error);
  }
}

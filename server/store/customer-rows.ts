import type { Kysely } from 'kysely';
import { type Customer, parseAttributes, parseEdited } from '../domain/customer.ts';
import type { Tables } from './database.ts';

type CustomerRow = Tables['customers'];

export function toCustomer(row: CustomerRow): Customer {
  return { ...row, attributes: parseAttributes(row.attributes), edited: parseEdited(row.edited) };
}

export function toRow({ attributes, edited, ...values }: Customer): CustomerRow {
  return { ...values, attributes: JSON.stringify(attributes), edited: JSON.stringify(edited) };
}

/**
 * Locks and returns the customers with this id or this mobile number. The statement is an update that
 * changes nothing: it takes the row locks in PostgreSQL and the write lock in SQLite, so that what the
 * transaction reads here can't change before it writes.
 */
export function lockCustomers(db: Kysely<Tables>, customerId: string | null, mobile: string | null) {
  return db
    .updateTable('customers')
    .set((row) => ({ version: row.ref('version') }))
    .where((row) => row.or([row('customer_id', '=', customerId ?? ''), row('mobile', '=', mobile ?? '')]))
    .returningAll()
    .execute();
}

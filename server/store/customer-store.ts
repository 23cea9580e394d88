import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Customer, type CustomerChanges, createCustomer } from '../domain/customer.ts';
import { addEdited, findChangedNames } from '../domain/find-changed-names.ts';
import { changeCustomers, removeCustomers } from './change-customers.ts';
import { lockCustomers, toCustomer, toRow } from './customer-rows.ts';
import type { Tables } from './database.ts';
import { type CustomerStore, type CustomerWrite, MobileTakenError } from './store.ts';

/** Creates the store of customers; each method is one statement or one transaction. */
export function createCustomerStore(db: Kysely<Tables>): CustomerStore {
  const select = (by: 'customer_id' | 'mobile', value: string) =>
    db.selectFrom('customers').selectAll().where(by, '=', value).executeTakeFirst();

  const change: CustomerStore['change'] = (keys, decide) =>
    db.transaction().execute((transaction) => changeCustomers(transaction, keys, decide));

  return {
    async get(customerId) {
      const row = await select('customer_id', customerId);
      return row ? toCustomer(row) : null;
    },
    async findByMobile(mobile) {
      const row = await select('mobile', mobile);
      return row ? toCustomer(row) : null;
    },
    async findAll({ ids, mobiles }) {
      const rows = await db
        .selectFrom('customers')
        .selectAll()
        .where((row) =>
          row.or([
            ...(ids.length > 0 ? [row('customer_id', 'in', ids)] : []),
            ...(mobiles.length > 0 ? [row('mobile', 'in', mobiles)] : []),
          ]),
        )
        .execute();
      return rows.map(toCustomer);
    },
    async listAfter(customerId, most) {
      const rows = await db
        .selectFrom('customers')
        .selectAll()
        .where('customer_id', '>', customerId)
        .orderBy('customer_id')
        .limit(most)
        .execute();
      return rows.map(toCustomer);
    },
    async isEmpty(exceptId = '') {
      const row = await db
        .selectFrom('customers')
        .select('customer_id')
        .where('customer_id', '!=', exceptId)
        .limit(1)
        .executeTakeFirst();
      return row === undefined;
    },
    update: (customerId, decide) =>
      db.transaction().execute(async (transaction) => {
        const [row] = await lockCustomers(transaction, customerId, null);
        if (!row) return null;
        const current = toCustomer(row);
        const changes = decide(current);
        return changes ? write(transaction, current, changes) : current;
      }),
    change,
    async put(customers) {
      const ids = customers.flatMap(({ customer_id }) => customer_id ?? []);
      const mobiles = customers.map(({ mobile }) => mobile);
      const writes = await change({ ids, mobiles }, (current) => decidePut(customers, current));
      const added = writes.filter(({ before }) => before === null).length;
      return { added, updated: writes.length - added };
    },
    remove: (ids) => db.transaction().execute((transaction) => removeCustomers(transaction, ids)),
  };
}

/** Stores what a customer has changed. */
async function write(db: Kysely<Tables>, current: Customer, changes: CustomerChanges): Promise<Customer> {
  const next = { ...current, ...changes, version: current.version + 1 };
  next.edited = addEdited(current.edited, findChangedNames(current, next));
  await db.updateTable('customers').set(toRow(next)).where('customer_id', '=', current.customer_id).execute();
  return next;
}

function decidePut(
  customers: Parameters<CustomerStore['put']>[0],
  current: readonly Customer[],
): CustomerWrite[] {
  return customers.map(({ customer_id, mobile, changes }) => {
    const owner = current.find((customer) => customer.mobile === mobile) ?? null;
    const before =
      customer_id === null ? owner : (current.find((row) => row.customer_id === customer_id) ?? null);
    if (owner && owner !== before) throw new MobileTakenError(mobile);
    if (before) return { before, after: { ...before, ...changes, mobile, version: before.version + 1 } };
    return {
      before,
      after: createCustomer({ customer_id: customer_id ?? randomUUID(), mobile, ...changes }),
    };
  });
}

import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Customer, type CustomerChanges, createCustomer } from '../domain/customer.ts';
import { lockCustomers, toCustomer, toRow } from './customer-rows.ts';
import type { Tables } from './database.ts';
import { type CustomerStore, MobileTakenError } from './store.ts';

/** Creates the store of customers; each method is one statement or one transaction. */
export function createCustomerStore(db: Kysely<Tables>): CustomerStore {
  const select = (by: 'customer_id' | 'mobile', value: string) =>
    db.selectFrom('customers').selectAll().where(by, '=', value).executeTakeFirst();

  return {
    async get(customerId) {
      const row = await select('customer_id', customerId);
      return row ? toCustomer(row) : null;
    },
    async findByMobile(mobile) {
      const row = await select('mobile', mobile);
      return row ? toCustomer(row) : null;
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
    put: (customers) =>
      db.transaction().execute(async (transaction) => {
        let added = 0;
        for (const { customer_id, mobile, changes } of customers) {
          const [row, other] = await lockCustomers(transaction, customer_id, mobile);
          if (other || (row && customer_id !== null && row.customer_id !== customer_id)) {
            throw new MobileTakenError(mobile);
          }
          if (row) {
            await write(transaction, toCustomer(row), { ...changes, mobile });
          } else {
            added += 1;
            const id = customer_id ?? randomUUID();
            const customer = createCustomer({ customer_id: id, mobile, ...changes });
            await transaction.insertInto('customers').values(toRow(customer)).execute();
          }
        }
        return { added, updated: customers.length - added };
      }),
  };
}

async function write(
  db: Kysely<Tables>,
  current: Customer,
  changes: CustomerChanges & Partial<Pick<Customer, 'mobile'>>,
): Promise<Customer> {
  const next = { ...current, ...changes, version: current.version + 1 };
  // Against a stranger who keeps a session after the number went to its new owner, or came back from a thief.
  if (next.mobile !== current.mobile) {
    await db.deleteFrom('sessions').where('customer_id', '=', current.customer_id).execute();
  }
  await db.updateTable('customers').set(toRow(next)).where('customer_id', '=', current.customer_id).execute();
  return next;
}

import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Customer, type CustomerChanges, createCustomer } from '../domain/customer.ts';
import { lockCustomers, toCustomer, toRow } from './customer-rows.ts';
import type { Tables } from './database.ts';
import { type ChangeFeed, type CustomerChange, recordChanges } from './record-changes.ts';
import { type CustomerStore, MobileTakenError } from './store.ts';

/** Creates the store of customers; each method is one statement or one transaction. */
export function createCustomerStore(db: Kysely<Tables>, changeFeed: ChangeFeed | null): CustomerStore {
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
        if (!changes) return current;
        const change = await write(transaction, current, changes);
        await recordChanges(transaction, changeFeed, [change]);
        return change.after;
      }),
    put: (customers) =>
      db.transaction().execute(async (transaction) => {
        const changes: CustomerChange[] = [];
        for (const { customer_id, mobile, changes: values } of customers) {
          const row = await lockForMobile(transaction, customer_id, mobile);
          changes.push(
            row
              ? await write(transaction, toCustomer(row), { ...values, mobile })
              : await add(
                  transaction,
                  createCustomer({ customer_id: customer_id ?? randomUUID(), mobile, ...values }),
                ),
          );
        }
        await recordChanges(transaction, changeFeed, changes);
        const added = changes.filter(({ before }) => before === null).length;
        return { added, updated: changes.length - added };
      }),
    async putOne(customerId, mobile, decide) {
      const run = () =>
        db.transaction().execute(async (transaction) => {
          const row = await lockForMobile(transaction, customerId, mobile);
          const current = row ? toCustomer(row) : null;
          const changes = decide(current);
          if (!changes) return current;
          const change = current
            ? await write(transaction, current, { ...changes, mobile })
            : await add(transaction, createCustomer({ customer_id: customerId, mobile, ...changes }));
          await recordChanges(transaction, changeFeed, [change]);
          return change.after;
        });
      try {
        return await run();
      } catch (error) {
        // Somebody else has just added a customer with this id or number; now its row can be found.
        if (isDuplicate(error)) return run();
        throw error;
      }
    },
    remove: (customerId) =>
      db.transaction().execute(async (transaction) => {
        const [row] = await lockCustomers(transaction, customerId, null);
        if (!row) return false;
        // The database removes the sessions and the files with it.
        await transaction.deleteFrom('customers').where('customer_id', '=', customerId).execute();
        await forgetMessages(transaction, customerId);
        await recordChanges(transaction, changeFeed, [{ before: toCustomer(row), after: null }]);
        return true;
      }),
  };
}

/** Locks the customer with this id, else with this number; throws MobileTakenError when the number is another's. */
async function lockForMobile(db: Kysely<Tables>, customerId: string | null, mobile: string) {
  const [row, other] = await lockCustomers(db, customerId, mobile);
  if (other || (row && customerId !== null && row.customer_id !== customerId)) {
    throw new MobileTakenError(mobile);
  }
  return row;
}

interface WrittenChange extends CustomerChange {
  after: Customer;
}

async function add(db: Kysely<Tables>, customer: Customer): Promise<WrittenChange> {
  await db.insertInto('customers').values(toRow(customer)).execute();
  return { before: null, after: customer };
}

async function write(
  db: Kysely<Tables>,
  current: Customer,
  changes: CustomerChanges & Partial<Pick<Customer, 'mobile'>>,
): Promise<WrittenChange> {
  const next = { ...current, ...changes, version: current.version + 1 };
  // Against a stranger who keeps a session after the number went to its new owner, or came back from a thief.
  if (next.mobile !== current.mobile) {
    await db.deleteFrom('sessions').where('customer_id', '=', current.customer_id).execute();
  }
  await db.updateTable('customers').set(toRow(next)).where('customer_id', '=', current.customer_id).execute();
  return { before: current, after: next };
}

/** Removes the values of a deleted customer from its messages, which stay, so that their order does. */
async function forgetMessages(db: Kysely<Tables>, customerId: string): Promise<void> {
  const rows = await db
    .selectFrom('outbox')
    .select(['message_id', 'body'])
    .where('customer_id', '=', customerId)
    .execute();
  for (const { message_id, body } of rows) {
    const { data, ...payload } = JSON.parse(body) as { data: Record<string, unknown> };
    const { values: _, ...kept } = data;
    await db
      .updateTable('outbox')
      .set({ body: JSON.stringify({ ...payload, data: kept }) })
      .where('message_id', '=', message_id)
      .execute();
  }
}

/** Whether a row with the same key exists: the codes of SQLite and of PostgreSQL. */
function isDuplicate(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

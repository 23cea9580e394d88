import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { findChangedPaths, toValues } from '../domain/changed-paths.ts';
import { type Customer, type CustomerChanges, createCustomer } from '../domain/customer.ts';
import { addEdited, removeEdited } from '../domain/edited-names.ts';
import { toDottedName } from '../domain/property-path.ts';
import { appendEntries } from './audit-store.ts';
import { changeCustomers } from './change-customers.ts';
import { lockCustomers, toCustomer, toRow } from './customer-rows.ts';
import type { ChangeAuthor, Tables } from './database.ts';
import { endSessions } from './end-sessions.ts';
import { type ChangeFeed, recordChanges } from './record-changes.ts';
import { type CustomerStore, type CustomerWrite, MobileTakenError } from './store.ts';

/** Creates the store of customers; each method is one statement or one transaction. */
export function createCustomerStore(db: Kysely<Tables>, changeFeed: ChangeFeed | null): CustomerStore {
  const select = (by: 'customer_id' | 'mobile', value: string) =>
    db.selectFrom('customers').selectAll().where(by, '=', value).executeTakeFirst();

  const change: CustomerStore['change'] = (keys, decide) =>
    db.transaction().execute(async (transaction) => {
      const writes = await changeCustomers(transaction, keys, decide);
      await recordChanges(transaction, changeFeed, 'import', writes);
      return writes;
    });
  const removeAll = (author: ChangeAuthor, ids: readonly string[]) =>
    db.transaction().execute(async (transaction) => {
      // The database removes the files with them.
      await endSessions(transaction, { reason: 'deleted', customerIds: ids });
      const removed = await transaction
        .deleteFrom('customers')
        .where('customer_id', 'in', ids)
        .returningAll()
        .execute();
      for (const { customer_id } of removed) await forgetMessages(transaction, customer_id);
      const changes = removed.map((row) => ({ before: toCustomer(row), after: null }));
      await recordChanges(transaction, changeFeed, author, changes);
      return removed.map(({ customer_id }) => customer_id);
    });

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
    async listAfter(customerId, most, search = {}) {
      const { email, ...keys } = search;
      const rows = await db
        .selectFrom('customers')
        .selectAll()
        .where('customer_id', '>', customerId)
        .where((row) => row.and(keys))
        .$if(email !== undefined, (query) =>
          query
            .where('email', '=', email ?? '')
            // For the index, which has the beginning alone.
            .where(sql<boolean>`substr(email, 1, 320) = substr(${email}, 1, 320)`),
        )
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
    update: (customerId, decide, toAudit) =>
      db.transaction().execute(async (transaction) => {
        const [row] = await lockCustomers(transaction, customerId, null);
        if (!row) return null;
        const current = toCustomer(row);
        const changes = decide(current);
        if (!changes) return current;
        const written = await write(transaction, current, markEdited(current, changes));
        await recordChanges(transaction, changeFeed, 'customer', [written]);
        // In the same transaction, so that no crash leaves a save that the audit log lacks.
        const record = toAudit?.(current, written.after);
        if (record) await appendEntries(transaction, [record.entry], record.isShipped);
        return written.after;
      }),
    change,
    async put(customers) {
      const ids = customers.flatMap(({ customer_id }) => customer_id ?? []);
      const mobiles = customers.map(({ mobile }) => mobile);
      const writes = await change({ ids, mobiles }, (current) => decidePut(customers, current));
      const added = writes.filter(({ before }) => before === null).length;
      return { added, updated: writes.length - added };
    },
    async putOne(customerId, mobile, decide) {
      const run = () =>
        db.transaction().execute(async (transaction) => {
          const row = await lockForMobile(transaction, customerId, mobile);
          const current = row ? toCustomer(row) : null;
          const put = decide(current);
          if (!put) return current;
          const { changes, names } = put;
          if (!current) {
            const customer = createCustomer({ customer_id: customerId, mobile, ...changes });
            await recordChanges(transaction, changeFeed, 'admin', [await add(transaction, customer)]);
            return customer;
          }
          const edited = removeEdited(current.edited, names);
          if (!changes) return setEdited(transaction, current, edited);
          const change = await write(transaction, current, { ...changes, mobile, edited });
          await recordChanges(transaction, changeFeed, 'admin', [change]);
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
    remove: async (customerId) => (await removeAll('admin', [customerId])).length > 0,
    removeAll: (ids) => removeAll('import', ids),
  };
}

/** Marks the values that a customer changes, so that an import does not replace them. */
function markEdited(current: Customer, changes: CustomerChanges): CustomerChanges & Pick<Customer, 'edited'> {
  const paths = findChangedPaths(toValues(current), toValues({ ...current, ...changes }));
  return { ...changes, edited: addEdited(current.edited, paths.map(toDottedName)) };
}

function decidePut(
  customers: Parameters<CustomerStore['put']>[0],
  current: readonly Customer[],
): CustomerWrite[] {
  const byId = new Map(current.map((customer) => [customer.customer_id, customer]));
  const byMobile = new Map(current.map((customer) => [customer.mobile, customer]));
  return customers.map(({ customer_id, mobile, changes }) => {
    const owner = byMobile.get(mobile) ?? null;
    const before = customer_id === null ? owner : (byId.get(customer_id) ?? null);
    if (owner && owner !== before) throw new MobileTakenError(mobile);
    const after = before
      ? { ...before, ...changes, mobile, version: before.version + 1 }
      : createCustomer({ customer_id: customer_id ?? randomUUID(), mobile, ...changes });
    byMobile.set(mobile, after);
    return { before, after };
  });
}

/** Locks the customer with this id, else with this number; throws MobileTakenError when the number is another's. */
async function lockForMobile(db: Kysely<Tables>, customerId: string | null, mobile: string) {
  const [row, other] = await lockCustomers(db, customerId, mobile);
  if (other || (row && customerId !== null && row.customer_id !== customerId)) {
    throw new MobileTakenError(mobile);
  }
  return row;
}

async function add(db: Kysely<Tables>, customer: Customer): Promise<CustomerWrite> {
  await db.insertInto('customers').values(toRow(customer)).execute();
  return { before: null, after: customer };
}

async function write(
  db: Kysely<Tables>,
  current: Customer,
  changes: CustomerChanges & Partial<Pick<Customer, 'mobile' | 'edited'>>,
): Promise<CustomerWrite> {
  const next = { ...current, ...changes, version: current.version + 1 };
  // Against a stranger who keeps a session after the number went to its new owner, or came back from a thief.
  if (next.mobile !== current.mobile) {
    await endSessions(db, { reason: 'mobile-changed', customerIds: [current.customer_id] });
  }
  await db.updateTable('customers').set(toRow(next)).where('customer_id', '=', current.customer_id).execute();
  return { before: current, after: next };
}

/** Stores which values the customer has edited, if that has changed. It is no new version: nobody sees it. */
async function setEdited(db: Kysely<Tables>, current: Customer, edited: string[]): Promise<Customer> {
  if (edited.length === current.edited.length) return current;
  const next = { ...current, edited };
  await db.updateTable('customers').set(toRow(next)).where('customer_id', '=', current.customer_id).execute();
  return next;
}

/** Removes the values of a deleted customer from its messages, which stay, so that their order does. */
async function forgetMessages(db: Kysely<Tables>, customerId: string): Promise<void> {
  const rows = await db
    .selectFrom('outbox')
    .select(['message_id', 'body'])
    .where('customer_id', '=', customerId)
    // Those of the audit log have no values.
    .where('endpoint', '=', 'changes')
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

/** Returns whether a row with the same key exists: the codes of SQLite and of PostgreSQL. */
function isDuplicate(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown };
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY';
}

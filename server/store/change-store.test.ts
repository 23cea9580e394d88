import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDatabase, isPostgres } from '../testing/create-database.ts';
import { layla, omar } from '../testing/test-customers.ts';
import { createStore } from './create-store.ts';
import type { Store } from './store.ts';

async function open(databaseUrl: string): Promise<Store> {
  const store = await createStore(databaseUrl, () => {}, { isListed: true, webhookFields: null });
  onTestFinished(() => store.close());
  return store;
}

const toPut = ({ customer_id, mobile }: typeof layla | typeof omar) => ({ customer_id, mobile, changes: {} });

describe('the list of changes', () => {
  test('has every change in order, from a position on', async () => {
    const { customers, changes } = await open(await createDatabase());
    await customers.put([toPut(layla), toPut(omar)]);
    await customers.update(layla.customer_id, () => ({
      first_name: 'A',
      attributes: { home: { city: 'B' } },
    }));
    await customers.remove(omar.customer_id);
    const { changes: all, last } = await changes.list(0, 10);
    expect(last).toBe(4);
    expect(
      all.map(({ position, type, customerId, version, author }) => [
        position,
        type,
        customerId,
        version,
        author,
      ]),
    ).toEqual([
      [1, 'customer.updated', layla.customer_id, 1, 'import'],
      [2, 'customer.updated', omar.customer_id, 1, 'import'],
      [3, 'customer.updated', layla.customer_id, 2, 'customer'],
      [4, 'customer.deleted', omar.customer_id, 1, 'admin'],
    ]);
    expect(all[2]?.changed).toEqual(['/home', '/first_name']);
    expect((await changes.list(2, 1)).changes).toEqual([all[2]]);
    expect(await changes.list(4, 10)).toEqual({ changes: [], last: 4, isComplete: true });
  });

  test('says when changes after a position were removed, and uses no position again', async () => {
    const { customers, changes } = await open(await createDatabase());
    await customers.put([toPut(layla)]);
    await changes.removeOlder(Date.now() + 1);
    expect(await changes.list(0, 10)).toEqual({ changes: [], last: 1, isComplete: false });
    await customers.update(layla.customer_id, () => ({ first_name: 'A' }));
    expect(await changes.list(0, 10)).toMatchObject({ changes: [{ position: 2 }], isComplete: false });
    expect(await changes.list(1, 10)).toMatchObject({ changes: [{ position: 2 }], isComplete: true });
  });

  test('gives positions once, whatever reads at once', async () => {
    const databaseUrl = await createDatabase();
    const stores = [await open(databaseUrl), await open(databaseUrl)];
    const ids = Array.from({ length: 30 }, (_, index) => ({
      customer_id: `c-${index}`,
      mobile: `+9715000000${10 + index}`,
      changes: {},
    }));
    await Promise.all(
      ids.map(async (customer, index) => {
        await stores[index % 2]?.customers.put([customer]);
        await stores[(index + 1) % 2]?.changes.list(0, 5);
      }),
    );
    const list = await stores[0]?.changes.list(0, 100);
    expect(list?.changes.map(({ position }) => position)).toEqual(ids.map((_, index) => index + 1));
    expect(new Set(list?.changes.map(({ customerId }) => customerId)).size).toBe(30);
  });

  test.runIf(isPostgres())('skips no change that commits after a later one was read', async () => {
    const databaseUrl = await createDatabase();
    const { customers, changes } = await open(databaseUrl);
    await customers.put([toPut(layla), toPut(omar)]);
    const client = new pg.Client(databaseUrl);
    await client.connect();
    onTestFinished(() => client.end());
    // This transaction gets its id first and commits last.
    await client.query(
      `begin; insert into changes (type, customer_id, version, changed, created_at)
       values ('customer.updated', 'c-slow', 2, '[]', 1)`,
    );
    await customers.update(layla.customer_id, () => ({ first_name: 'A' }));
    const before = await changes.list(0, 10);
    expect(before.changes.map(({ customerId }) => customerId)).not.toContain('c-slow');
    await client.query('commit');
    const { changes: rest } = await changes.list(before.last, 10);
    // Servers of a version before keep no authors.
    expect(rest).toMatchObject([{ customerId: 'c-slow', position: before.last + 1, author: null }]);
  });
});

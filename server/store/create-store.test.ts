import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { readEnv } from '../env.ts';
import { createDatabase, createFolder, isPostgres, lockMigrations } from '../testing/create-database.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { createAppWithCustomers, layla, omar } from '../testing/test-customers.ts';
import { createStore } from './create-store.ts';
import { getPostgresOptions } from './postgres-options.ts';
import { MobileTakenError, OpenError, type Store } from './store.ts';

async function open(databaseUrl: string): Promise<Store> {
  const store = await createStore(databaseUrl, () => {});
  onTestFinished(() => store.close());
  return store;
}

describe('opening', () => {
  test('brings a new database up to date, and finds it so the next time', async () => {
    const databaseUrl = await createDatabase();
    const first = await open(databaseUrl);
    await first.customers.put([{ ...omar, changes: {} }]);
    const second = await open(databaseUrl);
    expect(await second.customers.get(omar.customer_id)).toMatchObject(omar);
  });

  test('is safe for many at once', async () => {
    const databaseUrl = await createDatabase();
    const stores = await Promise.all(Array.from({ length: 4 }, () => open(databaseUrl)));
    await Promise.all(stores.map((store) => store.testWrite()));
    expect(await stores[0]?.customers.isEmpty()).toBe(true);
  });

  test('says why it can’t', async () => {
    const databaseUrl = isPostgres() ? 'postgres://127.0.0.1:1/x' : 'file:/dev/null/x.db';
    await expect(createStore(databaseUrl, () => {})).rejects.toThrow(OpenError);
  });
});

describe.skipIf(isPostgres() || process.platform === 'win32')('the embedded database', () => {
  const getMode = (file: string) => statSync(file).mode & 0o777;

  test('is readable by its owner alone, in a folder that nobody else may open', async () => {
    const folder = path.join(createFolder(), 'new', 'data');
    const file = path.join(folder, 'customer.db');
    const env = readEnv({ DATABASE_URL: `file:${file}`, SMS_WEBHOOK_URL: 'http://127.0.0.1/' });
    await open(env.databaseUrl);
    expect(readdirSync(folder).sort()).toEqual([
      'customer.db',
      'customer.db-shm',
      'customer.db-wal',
      'customer.db.secret',
    ]);
    for (const name of readdirSync(folder)) expect(getMode(path.join(folder, name)), name).toBe(0o600);
    expect(getMode(folder)).toBe(0o700);
    expect(getMode(path.dirname(folder))).toBe(0o700);
  });

  test('becomes readable by its owner alone when others could read it before', async () => {
    const folder = createFolder();
    chmodSync(folder, 0o755);
    const file = path.join(folder, 'customer.db');
    const databaseUrl = `file:${file}`;
    const readSecret = () => readEnv({ DATABASE_URL: databaseUrl }).sessionSecrets;
    const secret = readSecret();
    await open(databaseUrl);
    for (const name of readdirSync(folder)) chmodSync(path.join(folder, name), 0o644);
    // The first server still has the database open, as one does that is being replaced.
    expect(readSecret()).toEqual(secret);
    await open(databaseUrl);
    expect(readdirSync(folder)).toHaveLength(4);
    for (const name of readdirSync(folder)) expect(getMode(path.join(folder, name)), name).toBe(0o600);
    // The mode of an existing folder is the operator's decision.
    expect(getMode(folder)).toBe(0o755);
  });
});

test.skipIf(isPostgres())('a file that is no database fails to open and is left as it is', async () => {
  const file = path.join(createFolder(), 'passwd');
  writeFileSync(file, 'root:x:0:0:root:/root:/bin/bash\n'.repeat(100), { mode: 0o644 });
  await expect(createStore(`file:${file}`, () => {})).rejects.toThrow(OpenError);
  expect(statSync(file).mode & 0o777).toBe(0o644);
});

test.skipIf(isPostgres())('a path that is no file fails to open and is left as it is', async () => {
  const folder = createFolder();
  chmodSync(folder, 0o755);
  await expect(createStore(`file:${folder}`, () => {})).rejects.toThrow(OpenError);
  expect(statSync(folder).mode & 0o777).toBe(0o755);
});

describe.runIf(isPostgres())('PostgreSQL', () => {
  test('is given timeouts, unless the URL has others', async () => {
    const read = async (query: string) => {
      const pool = new pg.Pool(getPostgresOptions((await createDatabase()) + query));
      onTestFinished(() => pool.end());
      const { rows } = await pool.query(
        `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
           current_setting('idle_in_transaction_session_timeout') as idle,
           current_setting('application_name') as name`,
      );
      return rows[0];
    };
    expect(await read('')).toEqual({ statement: '20s', lock: '2500ms', idle: '20s', name: 'profile-page' });
    expect(await read('?statement_timeout=0&options=-c%20lock_timeout%3D7s&application_name=other')).toEqual({
      statement: '0',
      lock: '7s',
      idle: '20s',
      name: 'other',
    });
  });

  test('migrates however long that takes', async () => {
    const databaseUrl = await createDatabase();
    await open(databaseUrl);
    const unlock = await lockMigrations(databaseUrl);
    const opening = open(`${databaseUrl}?statement_timeout=200&lock_timeout=200`);
    // Longer than a start retries.
    await wait(4000);
    await unlock();
    expect(await (await opening).customers.isEmpty()).toBe(true);
  });

  test.skipIf(process.platform === 'win32')(
    'on another machine is not asked for anything without TLS, unless the URL says so',
    async () => {
      // The test server speaks no TLS. This address leads to it, but is none of the loopback ones.
      const databaseUrl = (await createDatabase()).replace('127.0.0.1', '0.0.0.0');
      const noTls = 'The server does not support SSL connections';
      await expect(createStore(databaseUrl, () => {})).rejects.toThrow(noTls);
      await expect(createStore(`${databaseUrl}?sslmode=verify-full`, () => {})).rejects.toThrow(noTls);
      expect(await (await open(`${databaseUrl}?sslmode=disable`)).customers.isEmpty()).toBe(true);
    },
  );

  test('on this machine is asked with TLS when the URL says so', async () => {
    const opening = createStore(`${await createDatabase()}?sslmode=verify-full`, () => {});
    await expect(opening).rejects.toThrow('The server does not support SSL connections');
  });
});

describe('customers', () => {
  test('are returned as they were stored, whatever they contain', async () => {
    const { customers } = (await createAppWithCustomers()).dependencies.store;
    const changes = {
      first_name: '👩‍👩‍👧 𝒜 "\'\\ ; drop table customers; --',
      address: 'a\n\tb',
      attributes: { nested: { list: [1, null, '\u0000', '\ud800', 1e300] }, ['__proto__']: 'x', '': true },
    };
    await customers.update(layla.customer_id, () => changes);
    const stored = await customers.get(layla.customer_id);
    expect(stored).toMatchObject({ ...layla, first_name: changes.first_name, address: changes.address });
    expect(JSON.stringify(stored?.attributes)).toBe(JSON.stringify(changes.attributes));
  });

  test('that there are not are null', async () => {
    const { customers } = (await createTestApp()).dependencies.store;
    expect(await customers.get('nobody')).toBeNull();
    expect(await customers.findByMobile('+971500000000')).toBeNull();
    expect(await customers.update('nobody', () => ({ first_name: 'x' }))).toBeNull();
  });

  test('are not changed by a decision for nothing, or one that throws', async () => {
    const { customers } = (await createAppWithCustomers()).dependencies.store;
    expect(await customers.update(layla.customer_id, () => null)).toMatchObject({ version: 1 });
    const failure = customers.update(layla.customer_id, () => {
      throw new Error('no');
    });
    await expect(failure).rejects.toThrow('no');
    expect(await customers.get(layla.customer_id)).toMatchObject({ ...layla, version: 1 });
    expect(await customers.update(layla.customer_id, () => ({ first_name: 'x' }))).toMatchObject({
      version: 2,
    });
  });

  test('are put all or none', async () => {
    const { customers } = (await createAppWithCustomers()).dependencies.store;
    const toPut = [
      { customer_id: 'c-new', mobile: '+971500000001', changes: {} },
      { customer_id: 'c-thief', mobile: layla.mobile, changes: {} },
    ];
    await expect(customers.put(toPut)).rejects.toThrow(MobileTakenError);
    expect(await customers.get('c-new')).toBeNull();
  });

  test('are locked while they are changed', async () => {
    const { customers } = (await createAppWithCustomers()).dependencies.store;
    const count = 20;
    await Promise.all(
      Array.from({ length: count }, () =>
        customers.update(layla.customer_id, ({ first_name }) => ({ first_name: `${first_name}x` })),
      ),
    );
    const first_name = layla.first_name + 'x'.repeat(count);
    expect(await customers.get(layla.customer_id)).toMatchObject({ first_name, version: 1 + count });
  });
});

describe('files', () => {
  const file = { name: 'a', type: 'text/plain', size: 2, content: Buffer.from('ab'), createdAt: 0 };
  const ids = Array.from({ length: 20 }, (_, index) => `file-${index}`);

  test.each([
    ['number', { files: 5, bytes: 100 }],
    ['bytes', { files: 100, bytes: 11 }],
  ])('of a customer end with their %s, whatever comes at once', async (_, most) => {
    const { files } = (await createAppWithCustomers()).dependencies.store;
    const added = await Promise.all(
      ids.map((fileId) => files.add(layla.customer_id, { ...file, fileId }, most)),
    );
    expect(added.filter(Boolean)).toHaveLength(5);
    expect(await files.list(layla.customer_id)).toHaveLength(5);
    expect(await files.add(omar.customer_id, { ...file, fileId: 'other' }, most)).toBe(true);
  });

  test('are in use wherever their owner’s profile names them', async () => {
    const { customers, files } = (await createAppWithCustomers()).dependencies.store;
    const most = { files: 100, bytes: 1000 };
    for (const fileId of ids.slice(0, 4)) await files.add(layla.customer_id, { ...file, fileId }, most);
    await customers.update(layla.customer_id, () => ({
      address: '/files/file-0/a',
      attributes: { deep: [{ er: '/files/file-1/a' }] },
    }));
    await customers.update(omar.customer_id, () => ({ address: '/files/file-2/a' }));
    await files.removeUnused(1);
    expect((await files.list(layla.customer_id)).map(({ fileId }) => fileId).sort()).toEqual([
      'file-0',
      'file-1',
    ]);
  });
});

describe('a limiter', () => {
  const limit = { name: 'test', points: 3, duration: 60 };

  test('lets exactly the allowed number through, however many come at once', async () => {
    const { store } = (await createTestApp()).dependencies;
    const limiter = store.createLimiter(limit);
    const quotas = await Promise.all(Array.from({ length: 10 }, () => limiter.take(['key'])));
    const left = quotas.filter(({ isExceeded }) => !isExceeded).map(({ remaining }) => remaining);
    expect(left.toSorted()).toEqual([0, 1, 2]);
    for (const quota of quotas) {
      expect(quota).toMatchObject(limit);
      expect(quota.endsIn).toBeGreaterThan(0);
    }
    expect(await limiter.take(['other key'])).toMatchObject({ isExceeded: false, remaining: 2 });
  });

  test('counts beyond the limit, and says how much and for how long', async () => {
    const { store } = (await createTestApp()).dependencies;
    const limiter = store.createLimiter(limit);
    expect(await limiter.get(['a'])).toEqual({ count: 0, endsIn: 0 });
    for (let count = 1; count <= 4; count += 1) expect(await limiter.add(['a'])).toBe(count);
    expect(await limiter.get(['a'])).toEqual({ count: 4, endsIn: 60 });
    expect(await limiter.take(['a'])).toMatchObject({ isExceeded: true, remaining: 0 });
  });

  test('gives back and forgets', async () => {
    const { store } = (await createTestApp()).dependencies;
    const limiter = store.createLimiter(limit);
    for (let index = 0; index < 3; index += 1) await limiter.take(['key']);
    await limiter.giveBack(['key']);
    expect((await limiter.take(['key'])).isExceeded).toBe(false);
    expect((await limiter.take(['key'])).endsIn).toBeLessThanOrEqual(60);
    await limiter.forget(['key']);
    expect((await limiter.take(['key'])).isExceeded).toBe(false);
  });

  test('counts what was counted under a former key, until its period is over', async () => {
    const { store } = (await createTestApp()).dependencies;
    const limiter = store.createLimiter(limit);
    await limiter.take(['former']);
    await limiter.take(['former']);
    expect(await limiter.get(['key', 'former'])).toEqual({ count: 2, endsIn: 60 });
    expect(await limiter.take(['key', 'former'])).toMatchObject({ isExceeded: false, remaining: 0 });
    expect(await limiter.take(['key', 'former'])).toMatchObject({ isExceeded: true, endsIn: 60 });
    expect(await limiter.add(['key', 'former'])).toBe(5);
    await limiter.forget(['key', 'former']);
    expect(await limiter.get(['key', 'former'])).toEqual({ count: 0, endsIn: 0 });
  });

  test('has no timer: what is thrown in one ends the process', async () => {
    const { store } = (await createTestApp()).dependencies;
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
    onTestFinished(() => void vi.useRealTimers());
    store.createLimiter(limit);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('leaves counts of times that are over to be removed', async () => {
    const { store } = (await createTestApp()).dependencies;
    const limiter = store.createLimiter({ ...limit, points: 1 });
    await limiter.take(['key']);
    await store.removeExpiredLimits(Date.now());
    expect((await limiter.take(['key'])).isExceeded).toBe(true);
    await store.removeExpiredLimits(Date.now() + 61_000);
    expect((await limiter.take(['key'])).isExceeded).toBe(false);
  });

  test('counts for each name apart', async () => {
    const { store } = (await createTestApp()).dependencies;
    const first = store.createLimiter({ ...limit, points: 1 });
    const second = store.createLimiter({ ...limit, points: 1, name: 'second' });
    expect((await first.take(['key'])).isExceeded).toBe(false);
    expect((await second.take(['key'])).isExceeded).toBe(false);
    expect((await first.take(['key'])).isExceeded).toBe(true);
  });
});

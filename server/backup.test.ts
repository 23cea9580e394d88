import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { createStore } from './store/create-store.ts';
import { backupDatabase, restoreDatabase } from './store/sqlite-backup.ts';
import type { Store } from './store/store.ts';
import { createFolder } from './testing/create-database.ts';
import { runProgram } from './testing/run-program.ts';
import { layla, omar } from './testing/test-customers.ts';

/** A database of the first release, which knew no OpenID providers. */
const oldBackup = path.join(import.meta.dirname, 'testing/releases/0.1.0.db');

async function open(file: string): Promise<Store> {
  const store = await createStore(`file:${file}`, () => {});
  onTestFinished(() => store.close());
  return store;
}

async function run(program: 'backup' | 'restore', databaseUrl: string, ...words: string[]) {
  const { output, exit } = runProgram({
    program,
    arguments: words,
    variables: { DATABASE_URL: databaseUrl },
  });
  return { exit: await exit, ...output };
}

test('a backup of a running database is restored with its secret, and without its sessions', async () => {
  const database = path.join(createFolder(), 'customer.db');
  const store = await open(database);
  writeFileSync(`${database}.secret`, 'the secret of then', { mode: 0o600 });
  await store.customers.put([{ ...layla, changes: { first_name: 'Layla' } }]);
  const now = Date.now();
  const session = { tokenHash: 'a', createdAt: now, expiresAt: now + 1e9 };
  await store.sessions.add(layla, { ...session, isKept: true });
  await store.oidc.add({ ...session, customerId: layla.customer_id, sealedTokens: 'sealed' });

  const file = path.join(createFolder(), 'backup.db');
  const saved = await run('backup', `file:${database}`, file);
  expect(saved).toEqual({ exit: 0, stdout: `Backed up ${database} to ${file}\n`, stderr: '' });
  if (process.platform !== 'win32') {
    for (const name of [file, `${file}.secret`]) expect(statSync(name).mode & 0o777, name).toBe(0o600);
  }
  await store.customers.put([{ ...omar, changes: {} }]);
  writeFileSync(`${database}.secret`, 'another secret');

  const restore = (...words: string[]) => run('restore', `file:${database}`, file, ...words);
  expect((await restore()).stderr).toBe(
    `This replaces the database ${database} by the backup. Add --yes to do it.\n`,
  );
  expect((await restore('--yes')).stderr).toBe(`A program uses the database ${database}: stop it first.\n`);
  await store.close();
  expect(await restore('--yes')).toEqual({
    exit: 0,
    stdout: `Restored ${database} from ${file}\n`,
    stderr: '',
  });

  const restored = await open(database);
  expect(await restored.customers.findByMobile(layla.mobile)).toMatchObject({ first_name: 'Layla' });
  expect(await restored.customers.findByMobile(omar.mobile)).toBeNull();
  expect(await restored.sessions.find('a', now)).toBeNull();
  expect(await restored.oidc.find('a', now)).toBeNull();
  expect(readFileSync(`${database}.secret`, 'utf8')).toBe('the secret of then');
});

test('a backup ends while a server never stops to write, and holds what was there when it began', async () => {
  const folder = createFolder();
  const database = path.join(folder, 'customer.db');
  await open(database);
  const server = new SqliteDatabase(database);
  onTestFinished(() => void server.close());
  server.exec(
    'create table writes (number integer, content blob); insert into writes values (0, zeroblob(2000000))',
  );
  const write = server.prepare('update writes set number = number + 1');
  let isDone = false;
  const writing = (async () => {
    while (!isDone) {
      write.run();
      await new Promise(setImmediate);
    }
  })();
  const file = path.join(folder, 'backup.db');
  await backupDatabase(database, file).finally(() => {
    isDone = true;
  });
  await writing;
  const numberOf = (client: SqliteDatabase.Database) =>
    client.prepare('select number from writes').pluck().get();
  const copy = new SqliteDatabase(file, { readonly: true });
  onTestFinished(() => void copy.close());
  expect([copy.pragma('integrity_check', { simple: true }), numberOf(copy)]).toEqual(['ok', 1]);
  expect(numberOf(server)).toBeGreaterThan(1);
});

test('a backup of an earlier version is restored', async () => {
  const database = path.join(createFolder(), 'customer.db');
  await restoreDatabase(oldBackup, database);
  expect(await (await open(database)).customers.isEmpty()).toBe(false);
});

test.each([
  ['backup', 'file:no.db', ['x.db'], /^There is no database no\.db\.\n$/],
  ['backup', 'file::memory:', ['x.db'], /^DATABASE_URL names a database in memory\.\n$/],
  ['backup', 'postgres://127.0.0.1:1/x', ['x.db'], /^DATABASE_URL [^\n]+ pg_dump [^\n]+\.\n$/],
  ['restore', 'postgres://127.0.0.1:1/x', ['x.db'], /^DATABASE_URL [^\n]+ pg_restore [^\n]+\.\n$/],
  ['restore', 'file:new.db', [import.meta.filename], /^[^\n]+ is no whole backup of this program\.\n$/],
  ['restore', 'file:new.db', ['no.db'], /^no\.db is no whole backup of this program\.\n$/],
  ['restore', `file:${import.meta.dirname}`, [oldBackup, '--yes'], /^[^\n]+ can't be copied to [^\n]+\.\n$/],
  ['backup', 'file:new.db', [], /^Usage: npm run backup -- FILE\n$/],
  ['backup', 'file:new.db', [''], /^Usage: npm run backup -- FILE\n$/],
  ['restore', 'file:new.db', ['a', 'b'], /^Usage: npm run restore -- FILE \[--yes\]\n$/],
] as const)('%s says in one line why it can’t (%s %j)', async (program, databaseUrl, words, stderr) => {
  const result = await run(program, databaseUrl, ...words);
  expect(result).toEqual({ exit: 1, stdout: '', stderr: expect.stringMatching(stderr) });
});

test('a backup replaces no file', async () => {
  const folder = createFolder();
  const database = path.join(folder, 'customer.db');
  await (await open(database)).close();
  const file = path.join(folder, 'notes.txt');
  writeFileSync(file, 'notes');
  expect(await run('backup', `file:${database}`, file)).toMatchObject({
    exit: 1,
    stderr: `There is a file ${file} already.\n`,
  });
  expect(readFileSync(file, 'utf8')).toBe('notes');
  expect(existsSync(`${file}.secret`)).toBe(false);
});

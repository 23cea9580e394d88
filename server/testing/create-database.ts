import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { getDatabaseFile, isPostgresUrl } from '../database-url.ts';
import { databaseFolder } from './database-folder.ts';

type WhenDone = (undo: () => void | Promise<void>) => void;

/** Creates an empty database for the current test, and returns its `DATABASE_URL`. It is removed after the test. */
export async function createDatabase(whenDone: WhenDone = onTestFinished): Promise<string> {
  const server = inject('postgresUrl');
  return server === null ? createSqliteFile(whenDone) : createPostgresDatabase(server, whenDone);
}

export function isPostgres(): boolean {
  return inject('postgresUrl') !== null;
}

function createSqliteFile(whenDone: WhenDone): string {
  return `file:${path.join(createFolder(whenDone, databaseFolder), 'customer.db')}`;
}

/** Creates a folder for the current test, which is removed after it. */
export function createFolder(whenDone: WhenDone = onTestFinished, parent = tmpdir()): string {
  const folder = mkdtempSync(path.join(parent, 'profile-test-'));
  whenDone(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Emptied databases of this file's tests, to be reused: creating one takes a hundred times as long. */
const emptied: string[] = [];
const dropped = new Set<string>();

async function createPostgresDatabase(server: string, whenDone: WhenDone): Promise<string> {
  let name = emptied.pop();
  if (name === undefined) {
    name = `test_${randomUUID().replaceAll('-', '')}`;
    await runOn(`${server}postgres`, `create database ${name}`);
  }
  const databaseUrl = server + name;
  whenDone(async () => {
    if (dropped.has(databaseUrl)) return;
    await runOn(databaseUrl, 'drop schema public cascade; create schema public');
    emptied.push(name);
  });
  return databaseUrl;
}

/** The tables with rows, those that refer to others first. */
const tables = [
  'files',
  'sessions',
  'oidc_sessions',
  'customers',
  'codes',
  'limits',
  'changes',
  'outbox',
  'audit_entries',
];

/** Deletes every row of a database. */
export async function emptyDatabase(databaseUrl: string): Promise<void> {
  if (isPostgresUrl(databaseUrl)) {
    // Without triggers, which protect the audit log.
    await runOn(databaseUrl, `set session_replication_role = replica; truncate ${tables.join(', ')}`);
    return;
  }
  const client = new SqliteDatabase(getDatabaseFile(databaseUrl) ?? '');
  client.exec(`update audit_retention set delete_before = ${Number.MAX_SAFE_INTEGER}`);
  for (const table of tables) client.exec(`delete from ${table}`);
  client.exec('update audit_retention set delete_before = 0');
  client.close();
}

/** Drops a PostgreSQL database, even while somebody is connected to it. */
export async function dropDatabase(databaseUrl: string): Promise<void> {
  const { server, name } = splitUrl(databaseUrl);
  await runOn(`${server}postgres`, `drop database ${name} with (force)`);
  dropped.add(databaseUrl);
}

/**
 * Makes a database read-only for all connections, and returns a function that undoes it. PostgreSQL
 * becomes read-only like a standby; for SQLite another connection holds the write lock.
 */
export async function forbidWriting(databaseUrl: string): Promise<() => Promise<void>> {
  if (!isPostgresUrl(databaseUrl)) {
    const client = new SqliteDatabase(getDatabaseFile(databaseUrl) ?? '');
    client.exec('begin immediate');
    const close = async () => {
      client.close();
    };
    onTestFinished(close);
    return close;
  }
  const { server, name } = splitUrl(databaseUrl);
  const setReadOnly = (value: 'on' | 'off') =>
    runOn(
      `${server}postgres`,
      `alter database ${name} set default_transaction_read_only = ${value};
       select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
    );
  await setReadOnly('on');
  return () => setReadOnly('off');
}

/** Holds the locks that a change of a customer needs, and returns a function that releases them. */
export async function holdCustomerLocks(databaseUrl: string): Promise<() => Promise<void>> {
  if (!isPostgresUrl(databaseUrl)) return forbidWriting(databaseUrl);
  return holdOpen(databaseUrl, 'begin; select * from customers for update');
}

/** Holds the locks that the removal of expired rows needs, and returns a function that releases them. */
export async function lockForCleaning(databaseUrl: string): Promise<() => Promise<void>> {
  if (!isPostgresUrl(databaseUrl)) return forbidWriting(databaseUrl);
  return holdOpen(databaseUrl, 'begin; lock table sessions in share mode');
}

/** Locks the table that opening a PostgreSQL database reads first, and returns a function that releases it. */
export function lockMigrations(databaseUrl: string): Promise<() => Promise<void>> {
  return holdOpen(databaseUrl, 'begin; lock table kysely_migration');
}

/** Runs statements on a connection that stays open during the test, and returns a function that closes it earlier. */
async function holdOpen(databaseUrl: string, statements: string): Promise<() => Promise<void>> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(statements);
  const close = () => client.end();
  onTestFinished(close);
  return close;
}

/** Waits until so many connections to a PostgreSQL database wait for a lock. */
export async function waitForWaitingConnections(databaseUrl: string, count: number): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const list = `select from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while (((await client.query(list)).rowCount ?? 0) < count);
  await client.end();
}

/** Waits until a connection to a PostgreSQL database waits for a lock, and terminates it. */
export async function endWaitingConnections(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const end = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await client.query(end)).rowCount === 0);
  await client.end();
}

function splitUrl(databaseUrl: string): { server: string; name: string } {
  const { pathname } = new URL(databaseUrl);
  return { server: databaseUrl.slice(0, databaseUrl.length - pathname.length + 1), name: pathname.slice(1) };
}

async function runOn(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(statement);
  await client.end();
}

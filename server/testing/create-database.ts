import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { getDatabaseFile, isPostgresUrl } from '../env.ts';

type WhenDone = (undo: () => void | Promise<void>) => void;

/** Makes an empty database for the test that runs, which goes with it, and gives its `DATABASE_URL`. */
export async function createDatabase(whenDone: WhenDone = onTestFinished): Promise<string> {
  const server = inject('postgresUrl');
  return server === null ? createSqliteFile(whenDone) : createPostgresDatabase(server, whenDone);
}

export function isPostgres(): boolean {
  return inject('postgresUrl') !== null;
}

function createSqliteFile(whenDone: WhenDone): string {
  return `file:${path.join(createFolder(whenDone), 'customer.db')}`;
}

/** A folder for the test that runs, which goes with it. */
export function createFolder(whenDone: WhenDone = onTestFinished): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'profile-test-'));
  whenDone(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Databases of this file's tests that are empty again: making one anew takes a hundred times as long. */
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

/** Takes every row out of a database. */
export async function emptyDatabase(databaseUrl: string): Promise<void> {
  if (isPostgresUrl(databaseUrl)) {
    await runOn(databaseUrl, 'truncate customers, sessions, codes, limits, files');
    return;
  }
  const client = new SqliteDatabase(getDatabaseFile(databaseUrl) ?? '');
  client.exec(
    'delete from files; delete from sessions; delete from customers; delete from codes; delete from limits',
  );
  client.close();
}

/** Takes a PostgreSQL database away, whoever is connected to it. */
export async function dropDatabase(databaseUrl: string): Promise<void> {
  const { server, name } = splitUrl(databaseUrl);
  await runOn(`${server}postgres`, `drop database ${name} with (force)`);
  dropped.add(databaseUrl);
}

/**
 * Lets a database be read but not written, by anybody who is connected to it; gives what undoes it.
 * PostgreSQL is made read-only, as a standby is; of SQLite another connection holds the write lock.
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

/** Holds the locks that any change of a customer needs, from another connection; gives what releases them. */
export async function lockCustomers(databaseUrl: string): Promise<() => Promise<void>> {
  if (!isPostgresUrl(databaseUrl)) return forbidWriting(databaseUrl);
  return holdOpen(databaseUrl, 'begin; select * from customers for update');
}

/** Holds what cleaning up has to change, from another connection; gives what releases it. */
export async function lockForCleaning(databaseUrl: string): Promise<() => Promise<void>> {
  if (!isPostgresUrl(databaseUrl)) return forbidWriting(databaseUrl);
  return holdOpen(databaseUrl, 'begin; lock table sessions in share mode');
}

/** Holds what opening a PostgreSQL database has to read first; gives what releases it. */
export function lockMigrations(databaseUrl: string): Promise<() => Promise<void>> {
  return holdOpen(databaseUrl, 'begin; lock table kysely_migration');
}

/** Runs statements on a connection that stays open while the test runs; gives what closes it before. */
async function holdOpen(databaseUrl: string, statements: string): Promise<() => Promise<void>> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(statements);
  const close = () => client.end();
  onTestFinished(close);
  return close;
}

/** Waits until somebody waits for a lock in a PostgreSQL database, and ends the connection. */
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

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
    return async () => {
      client.close();
    };
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

import type { Socket } from 'node:net';
import SqliteDatabase from 'better-sqlite3';
import { CompiledQuery, type Generated, Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';
import { getDatabaseFile, isPostgresUrl } from '../database-url.ts';
import { createPrivateFile, makePrivate } from '../private-file.ts';
import { migrate } from './migrate.ts';
import { getLongestSilence, getPostgresOptions } from './postgres-options.ts';

/** Who changes customers: they themselves, the operator's systems by the admin API, or `npm run customers`. */
export type ChangeAuthor = 'customer' | 'admin' | 'import';

/** The rows of the tables, as both databases return them. */
export interface Tables {
  customers: {
    customer_id: string;
    mobile: string;
    first_name: string;
    last_name: string;
    email: string;
    nationality: string;
    dob: string;
    gender: string | null;
    passport_number: string;
    nation_id_number: string;
    language: string;
    address: string;
    /** JSON text in both databases. */
    attributes: string;
    version: number;
    /** JSON text: the names of the values that the customer has saved since the last import. */
    edited: string;
  };
  sessions: {
    token_hash: string;
    customer_id: string;
    created_at: number;
    expires_at: number;
    /** 1: the customer wants to stay signed in on this device. */
    is_kept: number;
  };
  codes: {
    key: string;
    mobile_hash: string;
    code_hash: string;
    expires_at: number;
    /** The code before it; `''` without one. */
    previous_hash: string;
    previous_expires_at: number;
    tries: number;
  };
  limits: { key: string; points: number; expire: number };
  files: {
    file_id: string;
    customer_id: string;
    name: string;
    type: string;
    size: number;
    content: Uint8Array;
    created_at: number;
  };
  /** The changes of customers, which the admin API lists. */
  changes: {
    change_id: Generated<number>;
    /** The place in the list; null until the list is read next. */
    position: number | null;
    type: 'customer.updated' | 'customer.deleted';
    customer_id: string;
    version: number;
    /** A list of JSON pointers, as JSON text. */
    changed: string;
    created_at: number;
    /** Null for a change that a version before this column has recorded. */
    author: ChangeAuthor | null;
  };
  /** One row: the last place that was given to a change. */
  change_positions: { last_position: number };
  /** Messages of webhooks that wait to be delivered, and dead letters. */
  outbox: {
    message_id: Generated<number>;
    /** The `webhook-id` of all tries. */
    webhook_id: string;
    endpoint: 'changes' | 'audit';
    /** Messages of a customer are delivered in their order; null: in any order. */
    customer_id: string | null;
    /** JSON text, as it is sent. */
    body: string;
    created_at: number;
    /** When it is tried next; null: a dead letter. */
    due_at: number | null;
    /** Until then one server alone delivers it. */
    leased_until: number;
    tries: number;
    /** The status of the last answer, or the code of a network error; null before the first one. */
    last_answer: string | null;
    /** The request that it comes from; null without one. */
    request_id: string | null;
  };
  /** One row: entries of the audit log before this time may be deleted; 0 while nobody removes old ones. */
  audit_retention: { delete_before: number };
  /** The audit log: the database refuses to change or delete an entry. */
  audit_entries: {
    entry_id: Generated<number>;
    created_at: number;
    actor: string;
    action: string;
    customer_id: string | null;
    mobile_hash: string | null;
    address_hash: string | null;
    /** A JSON object as text. */
    details: string;
    request_id: string | null;
  };
  undos: { customer_id: string; sealed: string; expires_at: number };
  oidc_sessions: {
    token_hash: string;
    customer_id: string;
    /** Encrypted. */
    tokens: string;
    /** Until then a request refreshes the tokens; 0: none does. */
    refreshing_until: number;
    created_at: number;
    /** 0: the session has ended, and its tokens wait to be revoked. */
    expires_at: number;
  };
}

/** An open database: Kysely for queries, and the client for the rate limiter. */
export type Database = {
  db: Kysely<Tables>;
  /** Tests whether the database works, on a connection of its own where requests may occupy all others. */
  readinessDb: Kysely<Tables>;
} & ({ kind: 'sqlite'; client: SqliteDatabase.Database } | { kind: 'postgres'; client: pg.Pool });

/** Opens a database and migrates its tables. `onError` receives errors of connections that break later. */
export function openDatabase(databaseUrl: string, onError: (error: Error) => void): Promise<Database> {
  return isPostgresUrl(databaseUrl) ? openPostgres(databaseUrl, onError) : openSqlite(databaseUrl);
}

/** Opens a database whose tables exist already, to read them only. */
export function openToRead(databaseUrl: string, onError: (error: Error) => void): Kysely<Tables> {
  if (!isPostgresUrl(databaseUrl)) {
    const options = { readonly: true, fileMustExist: true };
    const client = new SqliteDatabase(getDatabaseFile(databaseUrl) ?? ':memory:', options);
    return new Kysely<Tables>({ dialect: createSqliteDialect(client) });
  }
  const dialect = new PostgresDialect({
    pool: createPool(databaseUrl, onError),
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('set default_transaction_read_only = on'));
    },
  });
  return new Kysely<Tables>({ dialect });
}

/** Milliseconds that the start blocks while another server starts on the same file. */
const startPatience = 5000;

async function openSqlite(databaseUrl: string): Promise<Database> {
  const file = getDatabaseFile(databaseUrl);
  if (file !== null) createPrivateFile(file);
  const client = new SqliteDatabase(file ?? ':memory:', { timeout: startPatience });
  try {
    startJournal(client);
    client.pragma('synchronous = FULL');
    client.pragma('foreign_keys = ON');
    const db = new Kysely<Tables>({ dialect: createSqliteDialect(client) });
    await migrate(db);
    // Before the migration the path may name a file that is not the program's database.
    if (file !== null) for (const suffix of ['', '-wal', '-shm', '-journal']) makePrivate(file + suffix);
    // While requests are served, SQLite's own waiting would block all of them: see retry-while-busy.ts.
    client.pragma('busy_timeout = 0');
    return { kind: 'sqlite', client, db, readinessDb: db };
  } catch (error) {
    client.close();
    throw error;
  }
}

function createSqliteDialect(client: SqliteDatabase.Database): SqliteDialect {
  // Kysely prepares a statement for each call, which costs more than the query itself.
  const statements = new Map<string, SqliteDatabase.Statement>();
  const prepare = (text: string) => {
    // A full disk makes SQLite roll back by itself. A second rollback would fail, and hide the first error.
    if (text === 'rollback' && !client.inTransaction) return client.prepare('select null');
    const known = statements.get(text);
    if (known) return known;
    const statement = client.prepare(text);
    if (statements.size < 200) statements.set(text, statement);
    return statement;
  };
  return new SqliteDialect({ database: { prepare, close: () => client.close() } });
}

/**
 * Enables the write-ahead log. While another server starts on the same file, SQLite refuses this at once, whatever the
 * `busy_timeout`.
 */
function startJournal(client: SqliteDatabase.Database): void {
  for (let tries = 1; ; tries += 1) {
    try {
      client.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!(error instanceof SqliteDatabase.SqliteError) || error.code !== 'SQLITE_BUSY' || tries === 50) {
        throw error;
      }
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
}

const int8 = 20;

async function openPostgres(databaseUrl: string, onError: (error: Error) => void): Promise<Database> {
  await migratePostgres(databaseUrl, onError);
  const client = endSilentConnections(createPool(databaseUrl, onError), databaseUrl);
  const createDb = (pool: pg.Pool) => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'postgres',
    client,
    db: createDb(client),
    readinessDb: createDb(endSilentConnections(createPool(databaseUrl, onError, 1), databaseUrl)),
  };
}

/**
 * Ends connections on which a statement gets no answer at all, as when PostgreSQL's machine vanishes from the network.
 * Without that, requests would wait until the operating system gives up, which takes a quarter of an hour.
 */
function endSilentConnections(pool: pg.Pool, databaseUrl: string): pg.Pool {
  const longest = getLongestSilence(databaseUrl);
  return longest === null
    ? pool
    : pool.on('connect', (client) => {
        // The stream is no documented part of a client; `query_timeout`, which is one, leaves a connection that hangs in
        // the pool. An idle connection ends too, as it would in the pool.
        const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
        stream.setTimeout(longest, () => stream.destroy());
      });
}

/** Migrates on a separate connection without the time limits of requests. */
async function migratePostgres(databaseUrl: string, onError: (error: Error) => void): Promise<void> {
  const dialect = new PostgresDialect({
    pool: createPool(databaseUrl, onError),
    onCreateConnection: async (connection) => {
      for (const name of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) {
        await connection.executeQuery(CompiledQuery.raw(`set ${name} = 0`));
      }
    },
  });
  const db = new Kysely<unknown>({ dialect });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

/** Connections of a server. */
const mostConnections = 10;

function createPool(databaseUrl: string, onError: (error: Error) => void, max = mostConnections): pg.Pool {
  const pool = new pg.Pool({
    ...getPostgresOptions(databaseUrl),
    max,
    // The 64-bit columns hold milliseconds and versions, which are far below 2^53.
    types: {
      getTypeParser: (oid: number, format?: 'text') =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format),
    } as pg.CustomTypesConfig,
  });
  // A broken connection must not end the process, as an 'error' event without a listener does. The pool
  // listens to idle connections only, and emits their errors again.
  pool.on('connect', (connection) => connection.on('error', onError));
  pool.on('error', () => {});
  return pool;
}

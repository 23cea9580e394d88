import SqliteDatabase from 'better-sqlite3';
import { CompiledQuery, Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import pg from 'pg';
import { getDatabaseFile, isPostgresUrl } from '../env.ts';
import { createPrivateFile, makePrivate } from '../private-file.ts';
import { migrate } from './migrate.ts';
import { getPostgresOptions } from './postgres-options.ts';

/** The tables, as both databases give their rows. */
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
    /** JSON text, the same in both databases. */
    attributes: string;
    version: number;
  };
  sessions: { token_hash: string; customer_id: string; created_at: number; expires_at: number };
  codes: { mobile_hash: string; code_hash: string; tries: number; expires_at: number };
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
}

/** An open database: Kysely for our queries, the client itself for the limiter. */
export type Database = { db: Kysely<Tables> } & (
  | { kind: 'sqlite'; client: SqliteDatabase.Database }
  | { kind: 'postgres'; client: pg.Pool }
);

/** Opens a database and brings its tables up to date. `onError` hears of connections that break later. */
export function openDatabase(databaseUrl: string, onError: (error: Error) => void): Promise<Database> {
  return isPostgresUrl(databaseUrl) ? openPostgres(databaseUrl, onError) : openSqlite(databaseUrl);
}

/** Milliseconds that the start waits, and blocks, for another server that starts on the same file. */
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
    // Not before: until here the path may name something that is no database of ours.
    if (file !== null) for (const suffix of ['', '-wal', '-shm', '-journal']) makePrivate(file + suffix);
    // From here on requests are served, and SQLite would block all of them: see retry-while-busy.ts.
    client.pragma('busy_timeout = 0');
    return { kind: 'sqlite', client, db };
  } catch (error) {
    client.close();
    throw error;
  }
}

function createSqliteDialect(client: SqliteDatabase.Database): SqliteDialect {
  // Kysely prepares anew at each call, which costs more than the query itself.
  const statements = new Map<string, SqliteDatabase.Statement>();
  const prepare = (text: string) => {
    const known = statements.get(text);
    if (known) return known;
    const statement = client.prepare(text);
    if (statements.size < 200) statements.set(text, statement);
    return statement;
  };
  return new SqliteDialect({ database: { prepare, close: () => client.close() } });
}

/** While another server starts on the same file, SQLite refuses this at once, whatever the `busy_timeout`. */
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
  const client = createPool(databaseUrl, onError);
  return {
    kind: 'postgres',
    client,
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: client }) }),
  };
}

/** On a connection of its own: a migration may take as long as it needs, whatever limits requests have. */
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

function createPool(databaseUrl: string, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    ...getPostgresOptions(databaseUrl),
    max: 10,
    // Our 64-bit columns hold milliseconds and versions, far below 2^53.
    types: {
      getTypeParser: (oid: number, format?: 'text') =>
        oid === int8 ? Number : pg.types.getTypeParser(oid, format),
    } as pg.CustomTypesConfig,
  });
  // A connection that breaks must not end the process, as an 'error' event without a listener does:
  // the pool listens to idle connections alone, and passes on what it hears.
  pool.on('connect', (connection) => connection.on('error', onError));
  pool.on('error', () => {});
  return pool;
}

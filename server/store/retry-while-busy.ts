import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseBusyError } from './store.ts';

/** Milliseconds. */
const patience = 5000;
const shortestPause = 5;
const longestPause = 50;

/**
 * Runs a statement or a whole transaction, and retries it while another process holds the lock of the
 * SQLite file. SQLite's own `busy_timeout` would block this process, and with it all requests. Throws
 * DatabaseBusyError after five seconds, and at once when the file can't be written for another reason, or PostgreSQL
 * is busy or can't be reached, because PostgreSQL has waited already.
 */
export async function retryWhileBusy<Result>(run: () => Promise<Result>): Promise<Result> {
  const deadline = performance.now() + patience;
  for (let pause = shortestPause; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await run();
    } catch (error) {
      if (isPostgresBusy(error) || isSqliteUnwritable(error)) throw new DatabaseBusyError(error);
      if (!isSqliteLocked(error)) throw error;
      if (performance.now() >= deadline) throw new DatabaseBusyError(error);
      // Random pauses keep several waiting requests from retrying at the same moment.
      await wait(pause * (0.5 + Math.random() / 2));
    }
  }
}

type Method = (...values: never[]) => Promise<unknown>;

/** Wraps each method in `retryWhileBusy`; each must be one statement or one transaction. */
export function retryAllWhileBusy<Methods extends { [Name in keyof Methods]: Method }>(
  methods: Methods,
): Methods {
  const entries = Object.entries<Method>(methods).map(([name, method]) => [
    name,
    (...values: never[]) => retryWhileBusy(() => method(...values)),
  ]);
  return Object.fromEntries(entries) as Methods;
}

function isSqliteLocked(error: unknown): boolean {
  return getCode(error).startsWith('SQLITE_BUSY');
}

/** Returns whether the disk is full, broken or read-only: an operator can repair that while the program runs. */
function isSqliteUnwritable(error: unknown): boolean {
  return /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN)/.test(getCode(error));
}

/** SQLSTATE codes, whole or by their class (two characters), and codes of the network. */
const postgresBusy = new RegExp(
  `^(${[
    '08...', // connection exception
    '25006', // read-only: a standby that has just taken over, or has not yet
    '25P03', // idle_in_transaction_session_timeout
    '40001', // serialization failure
    '40P01', // deadlock
    '53...', // insufficient resources, such as too many connections
    '55P03', // lock_timeout
    '57014', // statement_timeout
    '57P0[1-5]', // shut down, crashed, starting
    '58...', // system error, such as one of its disk
    'E(CONN(REFUSED|RESET|ABORTED)|PIPE|(NET|HOST)UNREACH|TIMEDOUT|NOTFOUND|AI_AGAIN)',
  ].join('|')})$`,
);

/** Messages of `pg` and its pool for errors without a code. */
const lostConnection =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;

function isPostgresBusy(error: unknown): boolean {
  return postgresBusy.test(getCode(error)) || (error instanceof Error && lostConnection.test(error.message));
}

function getCode(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

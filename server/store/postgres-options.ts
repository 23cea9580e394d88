import pg from 'pg';

/** Limits in milliseconds that PostgreSQL enforces, so that nothing waits for ever. */
const timeouts = {
  /** Longer than the removal of expired rows takes in a large database. */
  statement_timeout: 20_000,
  /** A request that waits longer for another transaction gets 503. It may wait for two locks. */
  lock_timeout: 2500,
  /** Ends the transaction of a server that has vanished, and releases its locks. */
  idle_in_transaction_session_timeout: 20_000,
};
/** Milliseconds. */
const connectionTimeout = 5000;

/**
 * Returns the options of connections to the PostgreSQL server of a URL. Parameters of the URL override the program's
 * defaults. Connections to another machine are encrypted and verify its certificate, unless the URL has an `sslmode`:
 * otherwise an attacker on the network could read the traffic, or impersonate the database.
 */
export function getPostgresOptions(databaseUrl: string): pg.PoolConfig {
  const connectionString = requireVerification(databaseUrl);
  const { host } = new pg.Client({ connectionString });
  const parameters = new URLSearchParams(databaseUrl.split('?')[1]);
  // A URL sets a limit by its name, or in `options` as `-c name=value`; a default would override the latter.
  const unset = Object.entries(timeouts).filter(([name]) => !parameters.toString().includes(name));
  return {
    ...Object.fromEntries(unset),
    application_name: 'profile-page',
    connectionTimeoutMillis: getConnectionTimeout(parameters.get('connect_timeout')),
    keepAlive: parameters.get('keepalives') !== '0',
    // `pg` compares the certificate with this name; without it, with "localhost" for an IP address.
    ...(!isOnThisMachine(host) && { ssl: { host } }),
    // `pg` lets the parameters of the URL override the options above.
    connectionString,
  };
}

/**
 * Replaces the modes of TLS that trust any certificate in libpq. `pg` verifies it with them as well, but prints a warning of
 * several lines at each start that a later version will not.
 */
function requireVerification(databaseUrl: string): string {
  return databaseUrl.replace(/([?&]sslmode=)(prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
}

/** Milliseconds that PostgreSQL has, beyond its limit of a statement, to say that the limit was exceeded. */
const answerTime = 2000;

/**
 * Returns the milliseconds after which a statement that got no answer never will, because PostgreSQL would have ended
 * it before; null where the URL sets no such limit, or sets it in its `options`.
 */
export function getLongestSilence(databaseUrl: string): number | null {
  const parameters = new URLSearchParams(databaseUrl.split('?')[1]);
  if (parameters.get('options')?.includes('statement_timeout')) return null;
  const limit = Number(parameters.get('statement_timeout') ?? timeouts.statement_timeout);
  return limit > 0 ? limit + answerTime : null;
}

/** Converts libpq's `connect_timeout`, which is in seconds, to milliseconds; 0 waits for ever. */
function getConnectionTimeout(seconds: string | null): number {
  return seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : connectionTimeout;
}

/** Returns whether a host is a loopback address or the folder of a Unix socket. */
function isOnThisMachine(host: string): boolean {
  return host.startsWith('/') || /^(localhost|127(\.\d+){3}|::1)$/i.test(host);
}

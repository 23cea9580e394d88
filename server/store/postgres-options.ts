import pg from 'pg';

/** Milliseconds. The server of PostgreSQL keeps to them, so that nothing waits for ever for it. */
const timeouts = {
  /** Longer than cleaning up takes in a large database. */
  statement_timeout: 20_000,
  /** A request that waits longer for somebody else's change gets 503. It may have to wait for two locks. */
  lock_timeout: 2500,
  /** Ends the transaction, and gives back the locks, of a server that has vanished. */
  idle_in_transaction_session_timeout: 20_000,
};
const connectionTimeout = 5000;

/**
 * How to connect to the PostgreSQL of a URL. The program's defaults give way to what the URL says.
 * Connections to another machine are encrypted and its certificate is verified, unless the URL has
 * an `sslmode`: somebody on the way could otherwise read, or pretend to be, the database.
 */
export function getPostgresOptions(databaseUrl: string): pg.PoolConfig {
  const { host } = new pg.Client({ connectionString: databaseUrl });
  const parameters = new URLSearchParams(databaseUrl.split('?')[1]);
  // A URL sets a timeout by its name, or in `options` as `-c name=value`, which ours would override.
  const unset = Object.entries(timeouts).filter(([name]) => !parameters.toString().includes(name));
  return {
    ...Object.fromEntries(unset),
    application_name: 'profile-page',
    connectionTimeoutMillis: getConnectionTimeout(parameters.get('connect_timeout')),
    keepAlive: parameters.get('keepalives') !== '0',
    // `pg` asks the certificate for this name; for an IP address it would ask for "localhost".
    ...(!isOnThisMachine(host) && { ssl: { host } }),
    // Whatever `pg` finds in it overrides the above.
    connectionString: databaseUrl,
  };
}

/** libpq's `connect_timeout` is in seconds; 0 waits for ever. */
function getConnectionTimeout(seconds: string | null): number {
  return seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) * 1000 : connectionTimeout;
}

/** A loopback address, or the folder of a Unix socket. */
function isOnThisMachine(host: string): boolean {
  return host.startsWith('/') || /^(localhost|127(\.\d+){3}|::1)$/i.test(host);
}

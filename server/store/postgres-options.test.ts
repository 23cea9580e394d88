import { describe, expect, test } from 'vitest';
import { getLongestSilence, getPostgresOptions } from './postgres-options.ts';

// These need no database. That the options are in force is tested with one in create-store.test.ts.

describe('a connection to another machine is encrypted and its certificate verified', () => {
  test.each([
    ['db.example.com', 'db.example.com'],
    ['db.example.com:5433', 'db.example.com'],
    ['localhost.example.com', 'localhost.example.com'],
    ['127.0.0.1.example.com', '127.0.0.1.example.com'],
    ['192.0.2.7', '192.0.2.7'],
    ['0.0.0.0', '0.0.0.0'],
    ['[2001:db8::1]', '2001:db8::1'],
  ])('%s', (authority, host) => {
    expect(getPostgresOptions(`postgres://user:password@${authority}/name`).ssl).toEqual({ host });
    expect(getPostgresOptions(`postgres://user@localhost/name?host=${host}`).ssl).toEqual({ host });
  });
});

test.each([
  'postgres://user@localhost/name',
  'postgres://user@LOCALHOST/name',
  'postgres://user@127.0.0.1:5433/name',
  'postgres://user@127.9.9.9/name',
  'postgres://user@[::1]/name',
  'postgres://user@/name?host=/var/run/postgresql',
  'postgres://%2Fvar%2Frun%2Fpostgresql/name',
])('a connection on this machine is not (%s)', (databaseUrl) => {
  expect(getPostgresOptions(databaseUrl).ssl).toBeUndefined();
});

test.each(['prefer', 'require', 'verify-ca', 'verify-full'])(
  'sslmode=%s verifies the certificate',
  (mode) => {
    const base = 'postgres://user@db.example.com/name?a=b';
    const { connectionString } = getPostgresOptions(`${base}&sslmode=${mode}&c=d`);
    expect(connectionString).toBe(`${base}&sslmode=verify-full&c=d`);
  },
);

test('values of the URL win over the defaults', () => {
  const base = 'postgres://user@db.example.com/name';
  expect(getPostgresOptions(base)).toMatchObject({
    statement_timeout: 20_000,
    lock_timeout: 2500,
    idle_in_transaction_session_timeout: 20_000,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  const options = getPostgresOptions(
    `${base}?lock_timeout=1&options=-c%20statement_timeout%3D5s&connect_timeout=2&keepalives=0`,
  );
  expect(options).not.toHaveProperty('lock_timeout');
  expect(options).not.toHaveProperty('statement_timeout');
  expect(options).toMatchObject({
    idle_in_transaction_session_timeout: 20_000,
    connectionTimeoutMillis: 2000,
    keepAlive: false,
  });
});

test.each([
  ['', 22_000],
  ['?statement_timeout=5000', 7000],
  ['?statement_timeout=0', null],
  ['?options=-c%20statement_timeout%3D5s', null],
])('a connection may be silent a little longer than a statement takes (%s)', (parameters, longest) => {
  expect(getLongestSilence(`postgres://user@db.example.com/name${parameters}`)).toBe(longest);
});

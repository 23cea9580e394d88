import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { describe, expect, onTestFailed, onTestFinished, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { getDatabaseFile } from '../database-url.ts';
import { createDatabase, createFolder, isPostgres } from '../testing/create-database.ts';
import { isRoot } from '../testing/load-postgres.ts';
import { createBackendApp, signInAtBackend, startBackend } from '../testing/start-backend.ts';
import { startPostgres } from '../testing/start-postgres.ts';
import { findInconsistencies } from './find-inconsistencies.ts';
import { isLong, report, timeout } from './long-form.ts';
import { prepareServers, reportLoad, waitForSaves } from './prepare-servers.ts';
import { findLostSessions, signInAll, startSaveLoad } from './save-load.ts';
import { startTcpProxy } from './start-tcp-proxy.ts';

/** Milliseconds that a fault lasts. */
const length = 30_000;
const faketime = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1';

// Each takes half a minute. `faults.test.ts` has short forms of them.
describe.runIf(isLong && !isPostgres())('on SQLite, under constant saves, the server lives through', () => {
  test.runIf(isRoot)('a full disk', { timeout }, async () => {
    const disk = createFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk]);
    // The file system is busy until the server has ended.
    onTestFinished(() => void execFileSync('umount', ['--lazy', disk]));
    const databaseUrl = `file:${path.join(disk, 'customer.db')}`;
    const folder = path.join(disk, 'tmp');
    mkdirSync(folder);
    const ballast = path.join(disk, 'ballast');
    await liveThrough('a full disk', databaseUrl, {
      variables: { TMPDIR: folder },
      begin() {
        const { bavail, bsize } = statfsSync(disk);
        writeFileSync(ballast, Buffer.alloc(bavail * bsize));
      },
      end: () => rmSync(ballast),
    });
  });

  test('a locked database', { timeout }, async () => {
    const databaseUrl = await createDatabase();
    let client: SqliteDatabase.Database | undefined;
    await liveThrough('a locked database', databaseUrl, {
      begin() {
        client = new SqliteDatabase(getDatabaseFile(databaseUrl) ?? '', { timeout: 5000 });
        client.exec('begin immediate');
      },
      end: () => void client?.close(),
    });
  });

  test.runIf(existsSync(faketime))('a clock that is set back by an hour', { timeout }, async () => {
    const clock = path.join(createFolder(), 'clock');
    // It must never be empty, not even for a moment.
    const setClock = (offset: string) => {
      writeFileSync(`${clock}.new`, offset);
      renameSync(`${clock}.new`, clock);
    };
    setClock('+0');
    await liveThrough('a clock that is set back by an hour', await createDatabase(), {
      variables: {
        LD_PRELOAD: faketime,
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: '1',
        FAKETIME_DONT_FAKE_MONOTONIC: '1',
        SESSION_IDLE: '3h',
      },
      begin: () => setClock('-1h'),
      end: () => setClock('+0'),
      isWorking: true,
    });
  });
});

describe.runIf(isLong && isPostgres())(
  'on PostgreSQL, under constant saves, the server lives through',
  () => {
    test('PostgreSQL that is gone', { timeout }, async () => {
      const postgres = await startPostgres();
      onTestFinished(() => postgres.stop());
      await liveThrough('PostgreSQL that is gone', `${postgres.url}postgres`, {
        begin: () => postgres.kill(),
        end: () => postgres.restart(),
      });
    });

    test('PostgreSQL that has vanished from the network', { timeout }, async () => {
      const url = new URL(await createDatabase());
      const proxy = await startTcpProxy(Number(url.port));
      const databaseUrl = url.href;
      url.port = String(proxy.port);
      await liveThrough('PostgreSQL that has vanished from the network', databaseUrl, {
        variables: { DATABASE_URL: url.href },
        begin: () => proxy.hang(),
        end: () => proxy.repair(),
      });
    });
  },
);

test.runIf(isLong && !isPostgres())(
  'a backend that hangs is 502, 503 or 504 with Retry-After, and works again',
  { timeout },
  async () => {
    const { url } = await startBackend();
    const proxy = await startTcpProxy(Number(new URL(url).port));
    const app = await createBackendApp(`http://127.0.0.1:${proxy.port}`, {
      BACKEND_LOGIN_URL: `${url}/login/`,
    });
    const browser = await signInAtBackend(app, url);
    proxy.hang();
    const begin = performance.now();
    while (performance.now() - begin < length) {
      const answers = await Promise.all([
        browser.get('/'),
        browser.get(apiPaths.customer),
        browser.postJson(apiPaths.update, { first_name: 'New' }),
      ]);
      for (const { status, headers } of answers) {
        expect([502, 503, 504]).toContain(status);
        expect(headers.has('retry-after')).toBe(true);
      }
      const ready = await browser.get('/readyz');
      expect([ready.status, await ready.json()]).toEqual([200, { status: 'ok', backend: 'down' }]);
      await wait(500);
    }
    proxy.repair();
    const works = async () => (await browser.get(apiPaths.customer)).status;
    await expect.poll(works, { timeout: 30_000, interval: 500 }).toBe(200);
  },
);

interface Fault {
  variables?: Record<string, string>;
  begin(): void | Promise<void>;
  end(): void | Promise<void>;
  /** Whether customers can save meanwhile. */
  isWorking?: boolean;
}

/** Lets customers save before, during and after a fault, and checks that nothing was lost. */
async function liveThrough(what: string, databaseUrl: string, fault: Fault): Promise<void> {
  const { customers, receiver, start } = await prepareServers(databaseUrl, fault.variables);
  const { address, program } = await start();
  onTestFailed(() => {
    reportLoad(`${what}, failed`, load);
    report(program.output.stdout + program.output.stderr);
  });
  const getStatus = async (url: string) => (await fetch(address + url)).status;
  await signInAll(address, customers, receiver.gateway);
  const load = startSaveLoad(customers, () => address);
  load.resume();
  await waitForSaves(load, 50);
  await fault.begin();
  const ready = fault.isWorking ? 200 : 503;
  await expect.poll(() => getStatus('/readyz')).toBe(ready);
  const begin = performance.now();
  while (performance.now() - begin < length) {
    expect([await getStatus('/healthz'), await getStatus('/sign-in'), await getStatus('/readyz')]).toEqual([
      200,
      200,
      ready,
    ]);
    await wait(500);
  }
  await fault.end();
  const end = performance.now();
  await waitForSaves(load, 1);
  const recovery = performance.now() - end;
  await waitForSaves(load, 50);
  await load.pause();
  expect(await findInconsistencies(databaseUrl, customers, receiver.getMessages)).toEqual([]);
  expect(await findLostSessions(address, customers)).toEqual([]);
  expect(await getStatus('/readyz')).toBe(200);
  reportLoad(`${what} for ${length / 1000} s`, load, { 'time from its end to the first save': [recovery] });
  expect(program.process.exitCode).toBe(null);
  expect(load.violations).toEqual([]);
}

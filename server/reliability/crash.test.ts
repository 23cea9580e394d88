import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, isPostgres } from '../testing/create-database.ts';
import { startPostgres } from '../testing/start-postgres.ts';
import { findInconsistencies } from './find-inconsistencies.ts';
import { chooseIntegers, isLong, timeout } from './long-form.ts';
import { kill, prepareServers, reportLoad, waitForSaves } from './prepare-servers.ts';
import { findLostSessions, signInAll, startSaveLoad } from './save-load.ts';

/** The database in the report. */
const database = isPostgres() ? 'PostgreSQL' : 'SQLite';
/** Milliseconds of saving before a kill, at most. */
const longestLoad = 400;

// In the short form the test of two servers takes its place on PostgreSQL.
test.runIf(isLong || !isPostgres())(
  'a server that is killed under constant saves loses nothing',
  { timeout },
  async () => {
    const kills = isLong ? 100 : 2;
    const { customers, receiver, start, databaseUrl } = await prepareServers(await createDatabase());
    let server = await start();
    await signInAll(server.address, customers, receiver.gateway);
    const load = startSaveLoad(customers, () => server.address);
    const starts: Awaited<ReturnType<typeof start>>[] = [];
    for (const pause of chooseIntegers(kills, longestLoad)) {
      load.resume();
      await waitForSaves(load, 1);
      await wait(pause);
      await kill(server.program);
      await load.pause();
      server = await start();
      starts.push(server);
      expect(await findInconsistencies(databaseUrl, customers, receiver.getMessages)).toEqual([]);
      expect(await findLostSessions(server.address, customers)).toEqual([]);
    }
    const processorTimes = starts.map(({ processorTime }) => processorTime);
    reportLoad(`${kills} kills of the server on ${database}`, load, {
      'time until it is ready again': starts.map(({ milliseconds }) => milliseconds),
      'processor time of that': processorTimes,
    });
    expect(load.violations).toEqual([]);
    expect(receiver.violations).toEqual([]);
    if (isLong) expect(Math.max(...processorTimes)).toBeLessThanOrEqual(2000);
  },
);

test.runIf(isPostgres())(
  'two servers share a database, one is killed under load, and the other goes on',
  { timeout },
  async () => {
    const kills = isLong ? 20 : 2;
    const { customers, receiver, start, databaseUrl } = await prepareServers(await createDatabase());
    const [survivor, first] = await Promise.all([start(), start()]);
    /** The other server; null while it is dead. */
    let victim: typeof first | null = first;
    await signInAll(survivor.address, customers, receiver.gateway);
    const others = customers.filter((_, index) => index % 2 === 0);
    const own = customers.filter((customer) => !others.includes(customer));
    // A proxy in front of both sends customers of a dead server to the other one.
    const load = startSaveLoad(own, () => (victim ?? survivor).address);
    const steadyLoad = startSaveLoad(others, () => survivor.address);
    steadyLoad.resume();
    load.resume();
    for (const pause of chooseIntegers(kills, longestLoad)) {
      victim ??= await start();
      await waitForSaves(load, 10);
      await wait(pause);
      const { program } = victim;
      victim = null;
      await kill(program);
      await waitForSaves(load, 10);
    }
    await Promise.all([load.pause(), steadyLoad.pause()]);
    expect(await findInconsistencies(databaseUrl, customers, receiver.getMessages)).toEqual([]);
    expect(await findLostSessions(survivor.address, customers)).toEqual([]);
    reportLoad(`${kills} kills of one of two servers, saves through it`, load);
    reportLoad('saves through the other server', steadyLoad);
    expect([...load.violations, ...steadyLoad.violations]).toEqual([]);
    // The other server answers every request; on a busy machine a lock may take too long.
    expect(Object.keys(steadyLoad.answers)).not.toContain('none');
    // The leases of the dead server end after two minutes; then the other one delivers its messages.
    if (isLong) await receiver.waitForAll(customers);
    expect(receiver.violations).toEqual([]);
  },
);

test.runIf(isPostgres() && isLong)(
  'PostgreSQL itself is killed under constant saves, and nothing is lost',
  { timeout },
  async () => {
    const kills = 20;
    const postgres = await startPostgres();
    onTestFinished(() => postgres.stop());
    const { customers, receiver, start, databaseUrl } = await prepareServers(`${postgres.url}postgres`);
    const server = await start();
    await signInAll(server.address, customers, receiver.gateway);
    const load = startSaveLoad(customers, () => server.address);
    const recoveries: number[] = [];
    for (const pause of chooseIntegers(kills, longestLoad)) {
      load.resume();
      await waitForSaves(load, 1);
      await wait(pause);
      await postgres.kill();
      await wait(pause);
      expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
      expect((await fetch(`${server.address}/readyz`)).status).toBe(503);
      await postgres.restart();
      const begin = performance.now();
      await waitForSaves(load, 1);
      recoveries.push(performance.now() - begin);
      await load.pause();
      expect(await findInconsistencies(databaseUrl, customers, receiver.getMessages)).toEqual([]);
      expect(await findLostSessions(server.address, customers)).toEqual([]);
    }
    reportLoad(`${kills} kills of PostgreSQL`, load, { 'time from its start to the first save': recoveries });
    expect(load.violations).toEqual([]);
    expect(receiver.violations).toEqual([]);
  },
);

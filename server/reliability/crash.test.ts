import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createStore } from '../store/create-store.ts';
import type { ChangeMessage } from '../testing/change-message.ts';
import { createDatabase, isPostgres } from '../testing/create-database.ts';
import { type RunningProgram, runProgram, waitForAddress } from '../testing/run-program.ts';
import { startSmsGateway } from '../testing/sms-gateway.ts';
import { startPostgres } from '../testing/start-postgres.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts';
import { findInconsistencies } from './find-inconsistencies.ts';
import { chooseIntegers, isLong, report, seed, timeout } from './long-form.ts';
import {
  createSavingCustomers,
  findLostSessions,
  type SaveLoad,
  type SavingCustomer,
  signInAll,
  startSaveLoad,
  toPut,
} from './save-load.ts';

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
    const { customers, receiver, start, databaseUrl } = await prepare(await createDatabase());
    let server = await start();
    await signInAll(server.address, customers, receiver.gateway);
    const load = startSaveLoad(customers, () => server.address);
    const starts: number[] = [];
    for (const pause of chooseIntegers(kills, longestLoad)) {
      load.resume();
      await waitForSaves(load, 1);
      await wait(pause);
      await kill(server.program);
      await load.pause();
      server = await start();
      starts.push(server.milliseconds);
      expect(await findInconsistencies(databaseUrl, customers, receiver.getMessages)).toEqual([]);
      expect(await findLostSessions(server.address, customers)).toEqual([]);
    }
    reportLoad(`${kills} kills of the server on ${database}`, load, starts);
    expect(load.violations).toEqual([]);
    expect(receiver.violations).toEqual([]);
    if (isLong) expect(Math.max(...starts)).toBeLessThanOrEqual(2000);
  },
);

test.runIf(isPostgres())(
  'two servers share a database, one is killed under load, and the other goes on',
  { timeout },
  async () => {
    const kills = isLong ? 20 : 2;
    const { customers, receiver, start, databaseUrl } = await prepare(await createDatabase());
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
    reportLoad(`${kills} kills of one of two servers, saves through it`, load, []);
    reportLoad('saves through the other server', steadyLoad, []);
    expect([...load.violations, ...steadyLoad.violations]).toEqual([]);
    // The other server answers every request.
    expect(Object.keys(steadyLoad.answers).sort()).toEqual(['200', '303']);
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
    const { customers, receiver, start, databaseUrl } = await prepare(`${postgres.url}postgres`);
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
    reportLoad(`${kills} kills of PostgreSQL; time to the first save after its start`, load, recoveries);
    expect(load.violations).toEqual([]);
    expect(receiver.violations).toEqual([]);
  },
);

/** Adds customers to a database, and returns what starts servers on it. */
async function prepare(databaseUrl: string) {
  const customers = createSavingCustomers(8);
  const store = await createStore(databaseUrl, () => {});
  await store.customers.put(customers.map(toPut));
  await store.close();
  const receiver = await startReceiver();
  const variables = {
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: 'a secret for tests alone',
    SMS_WEBHOOK_URL: receiver.gateway.url,
    TRUST_PROXY: '1',
    LOG_LEVEL: 'error',
    CHANGE_WEBHOOK_URL: receiver.url,
    CHANGE_WEBHOOK_FIELDS: 'first_name',
    ADMIN_PORT: '0',
    ADMIN_KEY: 'k'.repeat(32),
  };
  const start = async () => {
    const begin = performance.now();
    const program = runProgram({ variables });
    const address = await waitForAddress(program);
    const { status } = await fetch(`${address}/readyz`);
    expect(status).toBe(200);
    return { program, address, milliseconds: performance.now() - begin };
  };
  return { customers, receiver, start, databaseUrl };
}

/** Waits until more saves were acknowledged. */
async function waitForSaves(load: SaveLoad, count: number): Promise<void> {
  const { acknowledged } = load;
  const options = { timeout: 20_000, interval: 5 };
  await expect.poll(() => load.acknowledged, options).toBeGreaterThanOrEqual(acknowledged + count);
}

async function kill(program: RunningProgram): Promise<void> {
  program.process.kill('SIGKILL');
  await program.exit;
}

/** Starts the receiver of the changes, which notices a message that comes twice at the same time. */
async function startReceiver() {
  const gateway = await startSmsGateway();
  const receiver: WebhookReceiver<ChangeMessage> = await startWebhookReceiver<ChangeMessage>();
  onTestFinished(() => {
    gateway.close();
    receiver.close();
  });
  const current = new Set<unknown>();
  const violations: string[] = [];
  receiver.beforeAnswer = async ({ headers }) => {
    const id = headers['webhook-id'];
    if (current.has(id)) violations.push(`the message ${id} came twice at the same time`);
    current.add(id);
    await wait(5);
    current.delete(id);
  };
  const getMessages = () => receiver.requests.map(({ body }) => body);
  return {
    url: receiver.url,
    gateway,
    violations,
    getMessages,
    /** Waits until every version of every customer was delivered, each customer's in their order. */
    async waitForAll(customers: readonly SavingCustomer[]) {
      for (const { id, stored } of customers) {
        const getVersions = () => [
          ...new Set(getMessages().flatMap(({ data }) => (data.customer_id === id ? [data.version] : []))),
        ];
        await expect.poll(() => getVersions().length, { timeout, interval: 500 }).toBe(stored.version - 1);
        const versions = getVersions();
        expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      }
    },
  };
}

function reportLoad(what: string, { acknowledged, answers }: SaveLoad, milliseconds: number[]): void {
  const sorted = milliseconds.toSorted((a, b) => a - b).map(Math.round);
  const times =
    sorted.length > 0
      ? `, median ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms`
      : '';
  report(
    `${what}: ${acknowledged} acknowledged saves, answers ${JSON.stringify(answers)}${times} (SEED=${seed})`,
  );
}

import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import { createStore } from '../store/create-store.ts';
import type { ChangeMessage } from '../testing/change-message.ts';
import { type RunningProgram, runProgram, waitForAddress } from '../testing/run-program.ts';
import { startSmsGateway } from '../testing/sms-gateway.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts';
import { report, seed, timeout } from './long-form.ts';
import { createSavingCustomers, type SaveLoad, type SavingCustomer, toPut } from './save-load.ts';

/** Adds customers to a database, and returns what starts servers on it. `more` are more environment variables. */
export async function prepareServers(databaseUrl: string, more: Record<string, string> = {}) {
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
    ...more,
  };
  const start = async () => {
    const begin = performance.now();
    const program = runProgram({ variables });
    const address = await waitForAddress(program);
    while ((await fetch(`${address}/readyz`)).status !== 200) await wait(10);
    return {
      program,
      address,
      milliseconds: performance.now() - begin,
      processorTime: readProcessorTime(program.process.pid ?? 0),
    };
  };
  return { customers, receiver, start, databaseUrl };
}

/** Waits until more saves were acknowledged. */
export async function waitForSaves(load: SaveLoad, count: number): Promise<void> {
  const { acknowledged } = load;
  const options = { timeout: 20_000, interval: 5 };
  await expect.poll(() => load.acknowledged, options).toBeGreaterThanOrEqual(acknowledged + count);
}

/**
 * Returns the milliseconds of processor time that a process has used. It depends less on a busy machine than the time
 * that passes.
 */
function readProcessorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  // Fields 14 and 15 of proc(5), in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Kills a server without warning. */
export async function kill(program: RunningProgram): Promise<void> {
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

/** Prints what a load saved, and how long something took, in milliseconds. */
export function reportLoad(
  what: string,
  { acknowledged, answers, slowest }: SaveLoad,
  times: Record<string, readonly number[]> = {},
): void {
  const described = Object.entries(times).map(([name, values]) => {
    const sorted = values.toSorted((a, b) => a - b).map(Math.round);
    return `; ${name}: median ${sorted[Math.floor(sorted.length / 2)]} ms, longest ${sorted.at(-1)} ms`;
  });
  report(
    `${what}: ${acknowledged} acknowledged saves, answers ${JSON.stringify(answers)}, slowest ${Math.round(slowest)} ms${described.join('')} (SEED=${seed})`,
  );
}

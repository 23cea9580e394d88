import { once } from 'node:events';
import { statSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { apiPaths } from '../shared/customer-api.ts';
import { getDatabaseFile } from './database-url.ts';
import { demoMobile } from './demo-mode.ts';
import { listen } from './listen.ts';
import { createStore } from './store/create-store.ts';
import type { ChangeMessage } from './testing/change-message.ts';
import {
  endWaitingConnections,
  holdCustomerLocks,
  isPostgres,
  lockForCleaning,
} from './testing/create-database.ts';
import { createVariables, type RunningProgram, runProgram, waitForAddress } from './testing/run-program.ts';
import { startSmsGateway } from './testing/sms-gateway.ts';
import { layla } from './testing/test-customers.ts';
import { startWebhookReceiver } from './testing/webhook-receiver.ts';

type Variables = Awaited<ReturnType<typeof createVariables>>;

const gateway = await startSmsGateway();
afterAll(gateway.close);

describe('the program', () => {
  test('says where it is, and works there', async () => {
    const variables = await createSendingVariables();
    const address = await waitForAddress(runProgram({ variables }));
    expect(address).toMatch(/^http:\/\/localhost:\d+$/);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${address}/sign-in`)).text()).toContain('<title>Sign in');
    await addCustomer(variables);
    const response = await fetch(address + apiPaths.customer, { headers: { cookie: await signIn(address) } });
    expect(await response.json()).toMatchObject({ mobile });
  });

  test('finishes the request under way at SIGTERM, takes no other, and ends with 0', async () => {
    const program = runProgram({ variables: await createSendingVariables() });
    const { port } = new URL(await waitForAddress(program));
    const underWay = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: apiPaths.language,
      headers: { 'content-type': 'application/json', expect: '100-continue' },
    });
    underWay.flushHeaders();
    // From here on the server waits for the body.
    await once(underWay, 'continue');
    program.process.kill('SIGTERM');
    while (await canConnect(Number(port)));
    underWay.end('{"language": "ar"}');
    const [response] = (await once(underWay, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();
    expect(response.statusCode).toBe(200);
    expect(await program.exit).toBe(0);
  });

  test('says at SIGTERM that it is not ready, and goes on for a while', async () => {
    const variables = { ...(await createSendingVariables()), SHUTDOWN_DELAY: '10m' };
    const program = runProgram({ variables });
    const { port } = new URL(await waitForAddress(program));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    onTestFinished(() => agent.destroy());
    const get = async (path: string) => {
      const sent = request({ agent, port, path, host: '127.0.0.1' }).end();
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      const text = Buffer.concat(await response.toArray()).toString();
      return { text, status: response.statusCode, connection: response.headers.connection };
    };
    expect(await get('/readyz')).toMatchObject({ status: 200, connection: 'keep-alive' });
    program.process.kill('SIGTERM');
    await expect.poll(async () => (await get('/readyz')).status).toBe(503);
    expect((await get('/healthz')).status).toBe(200);
    const page = await get('/sign-in');
    expect(page).toMatchObject({ status: 200, connection: 'close' });
    expect(page.text).toContain('<title>Sign in');
    program.process.kill('SIGINT');
    expect(await program.exit).toBe(0);
  });

  test('ends with 0 at SIGTERM when nothing is under way, and starts again on what it left', async () => {
    const variables = await createSendingVariables();
    for (let start = 0; start < 2; start += 1) {
      const program = runProgram({ variables });
      const address = await waitForAddress(program);
      await fetch(`${address}/sign-in`);
      program.process.kill('SIGTERM');
      expect(await program.exit).toBe(0);
      expect(readLog(program)).toMatchObject([{ route: '/sign-in', status: 200 }]);
    }
    if (isPostgres()) return;
    // The secret that it made is beside the database, for its owner alone.
    expect(statSync(`${getDatabaseFile(variables.DATABASE_URL ?? '')}.secret`).mode & 0o777).toBe(0o600);
  });

  test('tries no message again after SIGTERM, and ends with 0', async () => {
    const variables = await createSendingVariables();
    const program = runProgram({ variables });
    const address = await waitForAddress(program);
    await addCustomer(variables);
    const count = gateway.requests.length;
    // The whole time that a stopping program has would go by in these pauses.
    const busy = { status: 503, headers: { 'retry-after': '5' } };
    gateway.answers = [busy, busy, busy];
    await post(address + apiPaths.login, { mobile });
    await expect.poll(() => gateway.requests.length).toBe(count + 1);
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    gateway.answers = [];
    expect(gateway.requests.length).toBe(count + 1);
    const log = program.output.stdout.split('\n').filter((line) => line.includes('could not be sent'));
    expect(log.map((line) => JSON.parse(line))).toMatchObject([{ gatewayStatus: 503, tries: 1 }]);
  });

  test('serves the admin API on its own port, delivers changes, and leaves nothing unwritten at SIGTERM', async () => {
    const receiver = await startWebhookReceiver<ChangeMessage>();
    onTestFinished(receiver.close);
    const key = 'k'.repeat(32);
    const variables: Variables = {
      ...(await createSendingVariables()),
      ADMIN_PORT: '0',
      ADMIN_KEY: key,
      CHANGE_WEBHOOK_URL: receiver.url,
    };
    const program = runProgram({ variables });
    await waitForAddress(program);
    await expect.poll(() => program.output.stdout).toMatch(/admin API is at http/);
    const [, address] = /admin API is at (\S+)/.exec(program.output.stdout) ?? [];
    const url = `${address}/v1/customers/${layla.customer_id}`;
    expect((await fetch(url)).status).toBe(401);
    const { customer_id: _, mobile: __, gender: ___, ...data } = layla;
    const put = await fetch(url, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ mobile, data }),
    });
    expect(put.status).toBe(201);
    await expect.poll(() => receiver.requests.length).toBe(1);
    expect(receiver.requests[0]?.body.data).toMatchObject({ customer_id: layla.customer_id, version: 1 });
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
    const store = await createStore(variables.DATABASE_URL ?? '', () => {});
    const entries = await store.audit.list({ since: 0 }, 0, 10);
    await store.close();
    expect(entries.map(({ action }) => action).sort()).toEqual(['admin-put', 'admin-refused']);
  });

  test('can be started twice at once on one database, shares sessions, and loses nothing that is saved in both', async () => {
    const variables = await createSendingVariables();
    const first = runProgram({ variables });
    const second = runProgram({ variables });
    const addresses = await Promise.all([waitForAddress(first), waitForAddress(second)]);
    await addCustomer(variables);
    const cookie = await signIn(addresses[1]);
    const count = 20;
    const responses = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        post(`${addresses[index % 2]}${apiPaths.update}`, { first_name: `Name ${index}` }, { cookie }),
      ),
    );
    expect(responses.map(({ status }) => status)).toEqual(Array(count).fill(200));
    const versions = responses.map(({ headers }) => Number(headers.get('etag')?.replaceAll('"', '')));
    const sorted = versions.toSorted((a, b) => a - b);
    expect(sorted).toEqual(sorted.map((_, index) => (sorted[0] ?? 0) + index));
  });
});

describe('the program lives on', () => {
  test('when the database is locked while it cleans up, and logs that', async () => {
    const variables = await createSendingVariables();
    const first = runProgram({ variables });
    await waitForAddress(first);
    first.process.kill('SIGTERM');
    await first.exit;
    // It cleans up when it starts, and every hour.
    const unlock = await lockForCleaning(variables.DATABASE_URL ?? '');
    const program = runProgram({ variables });
    const address = await waitForAddress(program);
    const getErrors = () => readLog(program).filter(({ msg }) => msg === 'Cleaning up failed');
    await expect.poll(getErrors).not.toEqual([]);
    expect(getErrors()[0]).toMatchObject({ error: 'DatabaseBusyError' });
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    await unlock();
    await addCustomer(variables);
    expect(await signIn(address)).toContain('session=');
  });

  // In demo mode, which prints the code too.
  test.runIf(!isPostgres())('when nobody reads what it prints any more', async () => {
    const program = runProgram({ variables: await createVariables() });
    const address = await waitForAddress(program);
    program.process.stdout?.destroy();
    const response = await post(address + apiPaths.login, { mobile: demoMobile });
    expect(response.status).toBe(200);
    for (let count = 0; count < 5; count += 1) {
      await wait(50);
      expect((await fetch(`${address}/healthz`)).status).toBe(200);
    }
    program.process.kill('SIGTERM');
    expect(await program.exit).toBe(0);
  });

  test.runIf(isPostgres())('when the database ends a connection in the middle of a save', async () => {
    const variables = await createSendingVariables();
    const program = runProgram({ variables });
    const address = await waitForAddress(program);
    await addCustomer(variables);
    const cookie = await signIn(address);
    const unlock = await holdCustomerLocks(variables.DATABASE_URL ?? '');
    const saving = post(address + apiPaths.update, { first_name: 'New' }, { cookie });
    await endWaitingConnections(variables.DATABASE_URL ?? '');
    const response = await saving;
    expect([response.status, response.headers.has('retry-after')]).toEqual([503, true]);
    await unlock();
    expect((await post(address + apiPaths.update, { first_name: 'New' }, { cookie })).status).toBe(200);
  });
});

const { mobile } = layla;

/** Returns the lines of its log, so far. */
function readLog({ output }: RunningProgram): Record<string, unknown>[] {
  const lines = output.stdout.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(url).origin, ...headers },
    body: JSON.stringify(body),
  });
}

/** Variables with which the program sends its codes, as PostgreSQL asks for. */
async function createSendingVariables(): Promise<Variables> {
  return { ...(await createVariables()), SMS_WEBHOOK_URL: gateway.url };
}

async function addCustomer({ DATABASE_URL = '' }: Variables): Promise<void> {
  const store = await createStore(DATABASE_URL, () => {});
  const { customer_id, mobile: _, ...changes } = layla;
  await store.customers.put([{ customer_id, mobile, changes }]);
  await store.close();
}

/** Signs the customer in with the code that comes to the gateway, and gives the cookies. */
async function signIn(address: string): Promise<string> {
  const count = gateway.requests.length;
  await post(address + apiPaths.login, { mobile });
  await expect.poll(() => gateway.requests.length).toBe(count + 1);
  const code = gateway.requests.at(-1)?.body.code;
  const response = await post(address + apiPaths.verify, { mobile, code });
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Returns whether something listens on a port of this machine. */
function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.destroy());
    socket.once('close', (hadError) => resolve(!hadError));
    socket.once('error', () => {});
  });
}

describe('an address that can’t be had stops the start with one sentence', () => {
  test('HOST', async () => {
    const { output, exit } = runProgram({
      variables: { ...(await createSendingVariables()), HOST: '192.0.2.1' },
    });
    expect(await exit).toBe(1);
    expect(output).toEqual({ stdout: '', stderr: 'HOST is no address of this machine.\n' });
  });

  test('ADMIN_PORT, when it is taken', async () => {
    const { port, close } = await listen(() => {}, 0, '127.0.0.1');
    const admin = { ADMIN_PORT: String(port), ADMIN_KEY: 'k'.repeat(32), HOST: '127.0.0.1' };
    const { output, exit } = runProgram({ variables: { ...(await createSendingVariables()), ...admin } });
    expect(await exit).toBe(1);
    expect(output).toEqual({ stdout: '', stderr: 'ADMIN_PORT is taken: another program listens there.\n' });
    await close();
  });

  test('PORT, when it is taken', async () => {
    const { port, close } = await listen(() => {}, 0, '127.0.0.1');
    const variables = { ...(await createSendingVariables()), PORT: String(port), HOST: '127.0.0.1' };
    const { output, exit } = runProgram({ variables });
    expect(await exit).toBe(1);
    expect(output.stderr).toBe('PORT is taken: another program listens there.\n');
    await close();
  });
});

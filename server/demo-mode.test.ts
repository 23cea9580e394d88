import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { apiPaths, demoCodePath } from '../shared/customer-api.ts';
import { pagePaths } from '../shared/page.ts';
import { projectFolder } from './project-folder.ts';
import { createFolder } from './testing/create-database.ts';
import { createTestApp, type TestApp } from './testing/create-test-app.ts';
import { runProgram, waitForAddress } from './testing/run-program.ts';
import { readJson, TestBrowser } from './testing/test-browser.ts';
import { createAppWithCustomers, layla } from './testing/test-customers.ts';

const mobile = '+971501234567';
const variables = { SMS_WEBHOOK_URL: undefined };

function createDatabaseUrl(): string {
  return `file:${path.join(createFolder(), 'customer.db')}`;
}

function createDemoApp(databaseUrl = createDatabaseUrl()): Promise<TestApp> {
  return createTestApp({ variables, databaseUrl });
}

describe('demo mode', () => {
  test('says where it is and how to sign in, and works there with the code that it prints', async () => {
    const program = runProgram({ variables: { PORT: '0', DATABASE_URL: createDatabaseUrl() } });
    const address = await waitForAddress(program);
    expect(address).toMatch(/^http:\/\/localhost:\d+$/);
    const post = (path: string, body: object) =>
      fetch(address + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await post(apiPaths.login, { mobile });
    const printed = /the code for \+971501234567 is (\d{6})/;
    await expect.poll(() => program.output.stdout).toMatch(printed);
    expect(program.output.stdout).toContain(`Demo mode: sign in with ${mobile}`);
    const [, code] = printed.exec(program.output.stdout) ?? [];
    const response = await post(apiPaths.verify, { mobile, code });
    expect(await response.json()).toEqual({ customer_id: 'demo' });
  });

  test('has the playground', async () => {
    expect((await (await createDemoApp()).request('/playground')).status).toBe(200);
  });

  test('has a customer to sign in as, prints the code and gives it to the page', async () => {
    const app = await createDemoApp();
    const browser = new TestBrowser(app);
    await browser.postJson(apiPaths.login, { mobile });
    await app.dependencies.signIn.settle();
    const { code } = await readJson(await browser.get(demoCodePath));
    expect(app.printed).toEqual([`Demo mode: the code for ${mobile} is ${code}`]);
    expect((await browser.postJson(apiPaths.verify, { mobile, code })).status).toBe(200);
    expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ first_name: 'Aisha' });
  });

  test('shows the code on the sign-in page', async () => {
    const app = await createDemoApp();
    const browser = new TestBrowser(app);
    await browser.postForm(pagePaths.signIn, { mobile });
    await app.dependencies.signIn.settle();
    const { code } = await readJson(await browser.get(demoCodePath));
    expect(await (await browser.get(pagePaths.signIn)).text()).toContain(`your code is ${code}`);
  });

  test('gives the code to the browser that asked for it alone', async () => {
    const app = await createDemoApp();
    await new TestBrowser(app).postJson(apiPaths.login, { mobile });
    await app.dependencies.signIn.settle();
    expect(await readJson(await new TestBrowser(app).get(demoCodePath))).toEqual({ code: null });
  });

  test('shows nobody’s code but the demo customer’s, also when others are added while it runs', async () => {
    const app = await createDemoApp();
    const { customer_id, first_name } = layla;
    await app.dependencies.store.customers.put([
      { customer_id, mobile: layla.mobile, changes: { first_name } },
    ]);
    const browser = new TestBrowser(app);
    await browser.postForm(pagePaths.signIn, { mobile: layla.mobile });
    await app.dependencies.signIn.settle();
    expect(await readJson(await browser.get(demoCodePath))).toEqual({ code: null });
    expect(await (await browser.get(pagePaths.signIn)).text()).not.toContain('your code is');
    expect(app.printed).toEqual([expect.stringContaining('SMS_WEBHOOK_URL is required to send others')]);
  });
});

describe('a database with customers of its own', () => {
  test('is refused, and stays as it is', async () => {
    const databaseUrl = createDatabaseUrl();
    const app = await createAppWithCustomers({ databaseUrl });
    await expect(createDemoApp(databaseUrl)).rejects.toThrow(/^SMS_WEBHOOK_URL is required: /);
    expect(await app.dependencies.store.customers.findByMobile(mobile)).toBeNull();
  });

  test('is refused also when the demo customer is among them', async () => {
    const databaseUrl = createDatabaseUrl();
    const { dependencies } = await createDemoApp(databaseUrl);
    await dependencies.store.customers.put([{ customer_id: null, mobile: layla.mobile, changes: {} }]);
    await expect(createDemoApp(databaseUrl)).rejects.toThrow(/^SMS_WEBHOOK_URL is required: /);
  });

  test.each([
    { customer_id: 'demo', mobile: layla.mobile },
    { customer_id: 'other', mobile },
  ])('is refused also when one of them resembles the demo customer: %j', async (customer) => {
    const databaseUrl = createDatabaseUrl();
    const { dependencies } = await createTestApp({ databaseUrl });
    await dependencies.store.customers.put([{ ...customer, changes: {} }]);
    await expect(createDemoApp(databaseUrl)).rejects.toThrow(/^SMS_WEBHOOK_URL is required: /);
  });

  test('stops the start with one sentence', async () => {
    const databaseUrl = createDatabaseUrl();
    await createAppWithCustomers({ databaseUrl });
    const { output, exit } = runProgram({ variables: { PORT: '0', DATABASE_URL: databaseUrl } });
    expect(await exit).toBe(1);
    expect(output.stdout).toBe('');
    expect(output.stderr).toMatch(/^SMS_WEBHOOK_URL is required: [^\n]+\.\n$/);
  });

  test('is no reason to refuse one that demo mode made', async () => {
    const databaseUrl = createDatabaseUrl();
    await createDemoApp(databaseUrl);
    expect((await createDemoApp(databaseUrl)).dependencies.demo).toMatchObject({ mobile });
  });
});

/** Asks as a browser does for a site whose name was made to resolve to this machine. */
async function getStatus(address: string, host: string, target: string): Promise<number | undefined> {
  const { port } = new URL(address);
  const asked = request({ port, host: '127.0.0.1', path: target, headers: { host } });
  const [response] = (await once(asked.end(), 'response')) as [{ statusCode?: number; resume(): void }];
  response.resume();
  return response.statusCode;
}

const foreignHosts = [
  'rebound.example',
  '127.0.0.1.rebound.example',
  'localhost.rebound.example',
  '192.0.2.1',
];
const targets = [demoCodePath, '/', pagePaths.signIn, apiPaths.customer, '/healthz', '/icon.svg'];

describe('a host name that somebody else made resolve to this machine', () => {
  test('gets 421 in demo mode, for every address', async () => {
    const program = runProgram({ variables: { PORT: '0', DATABASE_URL: createDatabaseUrl() } });
    const address = await waitForAddress(program);
    const { port } = new URL(address);
    for (const host of foreignHosts) {
      for (const target of targets) {
        expect([host, target, await getStatus(address, `${host}:${port}`, target)]).toEqual([
          host,
          target,
          421,
        ]);
      }
    }
    for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]', 'LOCALHOST']) {
      expect([host, await getStatus(address, host, demoCodePath)]).toEqual([host, 200]);
      expect([host, await getStatus(address, `${host}:${port}`, '/healthz')]).toEqual([host, 200]);
    }
  });

  test('says in JSON why', async () => {
    const response = await (await createDemoApp()).request('http://rebound.example/');
    expect(response.status).toBe(421);
    expect(await readJson(response)).toEqual({ error_message: expect.stringContaining('localhost') });
  });

  test('gets 421 in development too', async () => {
    const server = spawn(process.execPath, ['--conditions=schema-form-source', 'server/dev.ts'], {
      cwd: projectFolder,
      env: { PORT: '0', DATABASE_URL: createDatabaseUrl(), LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(async () => {
      server.kill();
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    });
    let output = '';
    for await (const chunk of server.stdout) {
      output += String(chunk);
      // Vite may have something to say first.
      if (/^Development: .*\n/m.test(output)) break;
    }
    const [, address = ''] = /^Development: (\S+)$/m.exec(output) ?? [];
    for (const target of [demoCodePath, pagePaths.signIn, apiPaths.customer]) {
      expect([target, await getStatus(address, 'rebound.example', target)]).toEqual([target, 421]);
    }
    expect(await getStatus(address, 'localhost', demoCodePath)).toBe(200);
    // Vite has a check of its own.
    expect(await getStatus(address, 'rebound.example', '/src/entry-client.tsx')).toBe(403);
  }, 60_000);

  test('is not checked when an SMS gateway is set', async () => {
    const app = await createTestApp({ databaseUrl: createDatabaseUrl() });
    expect((await app.request('http://profile.example/healthz')).status).toBe(200);
  });
});

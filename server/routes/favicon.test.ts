import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createAdminApp } from '../create-admin-app.ts';
import { projectFolder } from '../project-folder.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { watchProgram } from '../testing/run-program.ts';
import { createBackendApp, startBackend } from '../testing/start-backend.ts';

const builtIn = readFileSync(path.join(projectFolder, 'public/icon.svg'), 'utf8');
const branded = { CONFIG: path.join(projectFolder, 'examples/brand/profile.config.json') };
const brandIcon = readFileSync(path.join(projectFolder, 'examples/brand/favicon.svg'), 'utf8');

type Ask = (path: string, init?: RequestInit) => Response | Promise<Response>;

/** Asks as a browser does: without a session and without a key. */
async function expectIcon(ask: Ask, icon = builtIn): Promise<void> {
  const { status, headers, text } = await read(ask('/favicon.ico'));
  expect([status, headers.get('content-type'), text]).toEqual([200, 'image/svg+xml', icon]);
  expect(headers.get('cache-control')).toBe('public, max-age=86400');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const head = await read(ask('/favicon.ico', { method: 'HEAD' }));
  expect([head.status, head.headers.get('content-type'), head.text]).toEqual([200, 'image/svg+xml', '']);
  const post = await read(ask('/favicon.ico', { method: 'POST' }));
  expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(JSON.parse(post.text)).toEqual({ error_message: 'Method not allowed' });
}

async function read(response: Response | Promise<Response>) {
  const answer = await response;
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

test('the page answers with the built-in icon', async () => {
  const app = await createTestApp();
  await expectIcon(app.request);
});

test('the page answers with the icon of the brand, which runs no script', async () => {
  const app = await createTestApp({ variables: branded });
  await expectIcon(app.request, brandIcon);
  const { headers } = await app.request('/favicon.ico');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*; sandbox$/);
});

test('the page answers with the icon while its backend is away', async () => {
  const app = await createBackendApp('http://127.0.0.1:1');
  await expectIcon(app.request);
});

test.each([
  ['the built-in icon', {}, builtIn],
  ['the icon of the brand', branded, brandIcon],
])('the admin port answers with %s, without its key', async (_, variables, icon) => {
  const { dependencies } = await createTestApp({
    variables: { ...variables, ADMIN_PORT: '0', ADMIN_KEY: 'k'.repeat(32) },
  });
  if (!dependencies.admin) throw new Error('There is no admin port');
  await expectIcon(createAdminApp(dependencies, dependencies.admin).request, icon);
});

test('the example backend answers with the icon', async () => {
  const { url } = await startBackend();
  await expectIcon((name, init) => fetch(url + name, init));
});

test('the example gateway answers with the icon', async () => {
  const port = await findFreePort();
  const gateway = watchProgram(
    spawn(process.execPath, [path.join(projectFolder, 'examples/sms-gateway.ts')], {
      env: { PORT: String(port) },
    }),
  );
  await expect.poll(() => gateway.output.stdout).toContain('The example gateway is at');
  await expectIcon((name, init) => fetch(`http://localhost:${port}${name}`, init));
});

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { expect, onTestFinished, test } from 'vitest';
import { createSmallestBackend } from '../../examples/backend/smallest-backend.ts';
import type { Dialect } from '../../examples/backend/write-form.ts';
import { createTestApp } from '../../server/testing/create-test-app.ts';
import { answerPosts, startBackend, stop } from '../../server/testing/start-backend.ts';
import { signIn } from '../../server/testing/test-browser.ts';
import { testConformance } from './conformance.ts';

async function run(url: string, cookies: Map<string, string>, ...others: string[]) {
  const lines: string[] = [];
  const pairs = [...cookies].flatMap(([name, value]) => ['--cookie', `${name}=${value}`]);
  const status = await testConformance([url, ...pairs, ...others], (line) => lines.push(line));
  const failed = lines.filter((line) => line.startsWith('failed')).map((line) => line.split('\n', 1)[0]);
  return { status, failed, output: lines.join('\n') };
}

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => stop(server));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('our own server keeps every rule, and its data are as before', async () => {
  const app = await createTestApp({ databaseUrl: 'file::memory:' });
  const { customers } = app.dependencies.store;
  const changes = { first_name: 'Omar', last_name: 'Aziz', email: 'omar@example.com', language: 'en' };
  const mobile = '+971501234567';
  await customers.put([{ customer_id: 'c', mobile, changes }]);
  const { cookies } = await signIn(app, mobile);
  const url = await listen(getRequestListener((request) => app.request(request)));
  const { failed, status, output } = await run(url, cookies, '--logout');
  expect([status, failed]).toEqual([0, []]);
  expect(output).toContain('required: 13 ok, 0 failed, 0 skipped');
  expect(output).not.toContain(cookies.get('session'));
  expect(await customers.get('c')).toMatchObject(changes);
});

for (const dialect of ['contract', 'camelCase', 'schema'] satisfies Dialect[]) {
  test(`the reference backend with the dialect "${dialect}" keeps the rules`, async () => {
    const { backend, browser, url } = await startBackend({ dialect });
    const before = structuredClone(backend.data);
    const { status, failed } = await run(url, browser.cookies);
    // The other dialects do without the shape and the versions of the contract.
    const level = dialect === 'contract' ? '' : 'required';
    expect(failed.filter((line) => line?.includes(level))).toEqual([]);
    expect(status).toBe(0);
    expect(backend.data).toEqual(before);
  });
}

test('a backend that stores what it should refuse fails, and gets its old value back', async () => {
  const { backend, browser, url } = await startBackend();
  const before = structuredClone(backend.data);
  answerPosts(backend, async (request, response) => {
    const text = (await request.setEncoding('utf8').toArray()).join('');
    const values = /^\{"/.test(text) ? (JSON.parse(text) as object) : {};
    if (request.url?.endsWith('/update/')) Object.assign(backend.data.get('c-layla') ?? {}, values);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ form: { schema: {}, data: {} }, has_errors: false }));
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'conformance-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const junit = path.join(folder, 'report.xml');
  const { status, output } = await run(url, browser.cookies, '--junit', junit);
  expect(status).toBe(1);
  expect(output).toMatch(/failed +required +POST update\/ refuses a value that the schema does not allow.*/);
  expect(output).toContain('The stored values changed. They were restored.');
  expect(output).toContain('> {"first_name":[{"conformance":true}]}');
  expect(output).toMatch(/failed +required +POST language\/ stores the language/);
  expect(backend.data.get('c-layla')).toMatchObject(before.get('c-layla') ?? {});
  const xml = readFileSync(junit, 'utf8');
  expect(xml).toMatch(/<testsuite name="Customer API" tests="32" failures="[1-9]\d*" skipped="\d+">/);
  expect(xml).toContain('<failure message="The stored values changed. They were restored.">');
});

test('no language is invented for a customer who has none', async () => {
  const { backend, browser, url } = await startBackend();
  delete backend.data.get('c-layla')?.language;
  const bodies: string[] = [];
  answerPosts(backend, async (request, response) => {
    bodies.push((await request.setEncoding('utf8').toArray()).join(''));
    response.writeHead(400, { 'content-type': 'application/json' }).end('{}');
  });
  const { output } = await run(url, browser.cookies);
  expect(bodies.length).toBeGreaterThan(0);
  expect(bodies.filter((body) => /undefined|"language":""/.test(body))).toEqual([]);
  expect(output).toMatch(
    /required +POST language\/ stores the language.*\n +(The customer|GET customer\/) has no language\./,
  );
});

test('the report quotes the beginning of a body alone', async () => {
  const { backend, browser, url } = await startBackend();
  answerPosts(backend, (_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ has_errors: true, text: 'x'.repeat(50_000) }));
  });
  const { output } = await run(url, browser.cookies);
  expect(output).toMatch(/… \(\d{5} characters\)/);
  expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThan(500);
});

/** Returns the requests of the exchange at the beginning of docs/backend.md, with their answers. */
function readExchange() {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/backend.md'), 'utf8');
  const [, block = ''] = /```http\n([\s\S]*?)```/.exec(page) ?? [];
  return block.split(/^(?=GET |POST )/m).map((text) => {
    const [request = '', answer = ''] = text.split(/^HTTP\/1\.1 /m);
    const [head = '', body] = request.trim().split('\n\n');
    const [line = '', ...headers] = head.split('\n');
    const [method = '', url = ''] = line.split(' ');
    return {
      url,
      init: {
        method,
        headers: headers.map((header) => header.split(': ') as [string, string]),
        ...(body && { body }),
      },
      status: Number(answer.slice(0, 3)),
      answer: JSON.parse(answer.slice(answer.indexOf('{'))) as unknown,
    };
  });
}

test('the smallest backend answers as the page says, and keeps the required rules', async () => {
  const server = createSmallestBackend();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => stop(server));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const exchange = readExchange();
  expect(exchange.length).toBe(6);
  for (const { url: own, init, status, answer } of exchange) {
    const response = await fetch(url + own, init);
    expect([response.status, await response.json()]).toEqual([status, answer]);
  }
  const { status, output } = await run(url, new Map([['sid', 'the-session-of-layla']]));
  expect(output).toMatch(/required: 1\d ok, 0 failed/);
  expect(status).toBe(0);
});

test.each([
  ['500', 'The status must be 200, not 500.'],
  ['html', 'The answer must be a JSON object.'],
] as const)('a backend that fails with %s fails', async (failure, message) => {
  const { backend, browser, url } = await startBackend();
  backend.options.failure = failure;
  const { status, output } = await run(url, browser.cookies);
  expect(status).toBe(1);
  expect(output).toContain(message);
});

test('wrong arguments are answered with the usage', async () => {
  for (const args of [
    [],
    ['http://localhost'],
    ['nowhere', '--cookie', 'a=b'],
    ['http://localhost', '--x'],
  ]) {
    const lines: string[] = [];
    expect(await testConformance(args, (line) => lines.push(line))).toBe(2);
    expect(lines.join()).toContain('Usage: npm run conformance -- URL');
  }
});

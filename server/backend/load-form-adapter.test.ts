import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { apiPaths, type UpdateAnswer } from '../../shared/customer-api.ts';
import { projectFolder } from '../project-folder.ts';
import { createBackendApp, stop } from '../testing/start-backend.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { loadFormAdapter } from './load-form-adapter.ts';

const fieldList = {
  fields: [
    { name: 'first_name', label: 'Given name', type: 'text', required: true },
    { name: 'age', label: 'Age', type: 'number' },
    {
      name: 'plan',
      label: 'Plan',
      type: 'select',
      options: [
        { value: 's', label: 'Small' },
        { value: 'l', label: 'Large' },
      ],
    },
  ],
  values: { first_name: 'Layla', age: 37, plan: 's' },
};

/** Starts a program in front of a backend whose forms are lists of fields. */
async function startWithAdapter(adapter: string) {
  const submitted: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (request.method === 'POST') submitted.push(body);
    const isForm = request.url === apiPaths.update;
    response.end(JSON.stringify(isForm ? fieldList : { customer_id: 'c-layla', first_name: 'Layla' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => stop(server));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app = await createBackendApp(url, { BACKEND_FORM_ADAPTER: adapter });
  const browser = new TestBrowser(app);
  browser.cookies.set('backend_session', 'any');
  return { app, browser, submitted };
}

function writeModule(source: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'adapter-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'adapter.mjs');
  writeFileSync(file, source);
  return file;
}

test('the example adapter reads a list of fields, and a form without script is saved', async () => {
  const { browser, submitted } = await startWithAdapter(
    path.join(projectFolder, 'examples/backend/field-list-adapter.ts'),
  );
  const { form } = (await (await browser.get(apiPaths.update)).json()) as UpdateAnswer;
  expect(form.schema.properties).toMatchObject({ age: { type: 'number', title: 'Age' } });
  expect(form.data).toEqual(fieldList.values);
  const page = await (await browser.get('/edit')).text();
  expect(page).toContain('Given name');
  expect(page).toContain('Large');
  const saved = await browser.postForm('/edit', {
    'root[first_name]': 'Layla',
    'root[age]': '38',
    'root[plan]': 'l',
  });
  expect(saved.status).toBe(303);
  expect(submitted.map((body) => JSON.parse(body) as unknown)).toEqual([{ age: 38, plan: 'l' }]);
});

test('an adapter that throws is a bad answer, without its message in the log', async () => {
  const adapter = writeModule('export function adaptForm() { throw new Error("Layla 1988"); }');
  const { app, browser } = await startWithAdapter(adapter);
  expect((await browser.get('/edit')).status).toBe(502);
  expect(app.logs.join('')).toContain('BACKEND_FORM_ADAPTER threw');
  expect(app.logs.join('')).not.toContain('1988');
});

test.each([
  ['returns a cycle', 'const a = { schema: {}, data: {} }; a.data.a = a; return a;', 'badAnswer'],
  ['never answers', 'return new Promise(() => {});', 'timeout'],
])('an adapter that %s is an error of the backend', async (_, body, problem) => {
  const readForm = await loadFormAdapter(writeModule(`export function adaptForm() { ${body} }`), 200);
  const reading = readForm({}, { customer: {}, language: 'en' });
  await expect(reading).rejects.toMatchObject({ name: 'BackendError', problem });
});

test('a module that is missing or exports no function stops the start', async () => {
  await expect(startWithAdapter('/nowhere/adapter.js')).rejects.toThrow(
    "BACKEND_FORM_ADAPTER can't be loaded: there is no file /nowhere/adapter.js.",
  );
  await expect(startWithAdapter(writeModule('export const adaptForm = 1;'))).rejects.toThrow(
    'BACKEND_FORM_ADAPTER must be a module that exports a function adaptForm.',
  );
});

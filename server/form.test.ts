import { expect, test } from 'vitest';
import type { FormCheck } from './describe-form-check.ts';
import { createStore } from './store/create-store.ts';
import { createDatabase } from './testing/create-database.ts';
import { runProgram } from './testing/run-program.ts';
import { placeholder, writeForm } from './testing/write-form.ts';

async function check(form: unknown, words: string[] = [], variables: Record<string, string> = {}) {
  const { output, exit } = runProgram({
    program: 'form',
    arguments: ['check', writeForm(form), ...words],
    variables,
  });
  return { status: await exit, ...output };
}

const text = { type: 'string', title: 'Text' };

test('npm run form -- check says all errors of a form beside its warnings, and exits with 1', async () => {
  const properties = {
    a: { type: 'txt' },
    b: { $ref: '#/x' },
    c: { title: placeholder('nowhere'), requried: true },
  };
  const { status, stdout, stderr } = await check({
    schema: { type: 'object', properties },
    ui_schema: { a: { 'ui:checkUrl': '//example.com' } },
  });
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout.split('\n').map((line) => line.replace(/^(error .*?):.*/, '$1'))).toEqual([
    'error   /schema/properties/a/type',
    'error   /schema/properties/b/$ref',
    'error   /schema/properties/c/title',
    'error   /ui_schema/a/ui',
    'warning /schema/properties/c/requried: there is no keyword "requried"; did you mean "required"?',
    'Errors: 4. Warnings: 1.',
    '',
  ]);
});

test('it says errors that only the compilation of the validator finds', async () => {
  const form = { schema: { type: 'object', properties: { a: { 'x-options': 'nothing', title: '1' } } } };
  expect(await check(form)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('/schema/properties/a/x-options: there are no options "nothing"'),
  });
});

test('it validates the stored customers, and says which rules they break without any of their values', async () => {
  const DATABASE_URL = await createDatabase();
  const store = await createStore(DATABASE_URL, () => {});
  const put = (customer_id: string, mobile: string, changes: object) => ({ customer_id, mobile, changes });
  await store.customers.put([
    put('1', '+971501112233', { email: 'secret-1', attributes: { hobby: 'secret-2', old: 'secret-3' } }),
    put('2', '+971501112234', {
      email: 'a@example.com',
      attributes: { pets: { 'Secret 4': { name: 'x', age: 1 } } },
    }),
    put('3', '+971501112235', {
      email: 'secret-5',
      passport_number: 'secret-6',
      attributes: { list: [{ n: 'x' }] },
    }),
    put('4', '+971501112236', { email: 'b@example.com' }),
  ]);
  await store.close();
  const form = {
    schema: {
      type: 'object',
      properties: {
        email: { type: 'string', title: '1', format: 'email' },
        hobby: { ...text, maxLength: 3, pattern: '^(?!secret)' },
        pets: {
          title: '2',
          additionalProperties: { type: 'object', properties: { name: { ...text, minLength: 2 } } },
        },
        list: { type: 'array', title: '3', items: { properties: { n: { type: 'number', title: '4' } } } },
      },
    },
    ui_schema: { email: { 'ui:autocomplete': 'email', 'ui:options': { errors: { format: 'No' } } } },
  };
  const { status, stdout, stderr } = await check(form, ['--customers', '--json'], { DATABASE_URL });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { page, customers } = JSON.parse(stdout) as FormCheck;
  expect(page).toEqual({ html: expect.closeTo(12_000, -4), scripts: expect.closeTo(200_000, -5) });
  expect(customers).toEqual({
    customers: 4,
    failing: 3,
    rules: [
      { path: '/email', keyword: 'format', customers: 2 },
      { path: '/hobby', keyword: 'maxLength', customers: 1 },
      { path: '/hobby', keyword: 'pattern', customers: 1 },
      { path: '/list/*/n', keyword: 'type', customers: 1 },
      { path: '/pets/*/name', keyword: 'minLength', customers: 1 },
    ],
    unshown: [
      { path: '/old', customers: 1 },
      { path: '/passport_number', customers: 1 },
      { path: '/pets/*/age', customers: 1 },
    ],
  });
  expect(stdout.toLowerCase()).not.toContain('secret');

  const described = await check(form, ['--customers'], { DATABASE_URL });
  expect(described.stdout).toContain(
    '3 of 4 customers have values that the form refuses.\n  /email format: 2\n',
  );
  expect(described.stdout.toLowerCase()).not.toContain('secret-');
});

test('it asks for no variable of the server, of webhooks or of the admin API', async () => {
  const variables = {
    NODE_ENV: 'production',
    ADMIN_PORT: '3001',
    CHANGE_WEBHOOK_URL: 'https://crm.example.com',
    CHANGE_WEBHOOK_SECRET: 'short',
    AUDIT_WEBHOOK_URL: 'nowhere',
    CHANGE_RETENTION: '1s',
    DATABASE_URL: await createDatabase(),
  };
  await (await createStore(variables.DATABASE_URL, () => {})).close();
  const form = { schema: { type: 'object', properties: { a: text } } };
  expect(await check(form, ['--customers'], variables)).toMatchObject({ status: 0, stderr: '' });
});

test('it says that there is no database', async () => {
  const variables = { DATABASE_URL: 'file:nowhere/customer.db' };
  const { status, stderr } = await check({ schema: { type: 'object' } }, ['--customers'], variables);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^DATABASE_URL names a database that can't be used/);
});

test('it explains its usage', async () => {
  for (const words of [[], ['check'], ['check', 'a', 'b'], ['check', 'a', '--nothing']]) {
    const { output, exit } = runProgram({ program: 'form', arguments: words });
    expect(await exit).toBe(1);
    expect(output.stderr).toBe('Usage: npm run form -- check FILE.json [--customers] [--json]\n');
  }
});

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createStore } from './store/create-store.ts';
import { createDatabase, createFolder } from './testing/create-database.ts';
import { runProgram } from './testing/run-program.ts';

function writeCsv(text: string): string {
  const file = path.join(createFolder(), 'customers.csv');
  writeFileSync(file, text);
  return file;
}

test('npm run customers -- import adds customers, then updates them', async () => {
  // Neither a secret nor a gateway is needed for it.
  const variables = { DATABASE_URL: await createDatabase() };
  const file = writeCsv('mobile,first_name\n+971501112233,Layla\n0504445566,Omar\n');
  for (const said of ['2 added, 0 updated\n', '0 added, 0 updated, 2 unchanged\n']) {
    const { output, exit } = runProgram({ program: 'customers', arguments: ['import', file], variables });
    expect(await exit).toBe(0);
    expect(output).toEqual({ stdout: said, stderr: '' });
  }
  const store = await createStore(variables.DATABASE_URL, () => {});
  onTestFinished(() => store.close());
  const omar = await store.customers.findByMobile('+971504445566');
  expect(omar).toMatchObject({ first_name: 'Omar' });

  const id = omar?.customer_id ?? '';
  const shipped = { ...variables, AUDIT_WEBHOOK_URL: 'http://localhost:1' };
  for (const words of [['export'], ['delete', id, '--yes']]) {
    expect(await runProgram({ program: 'customers', arguments: words, variables: shipped }).exit).toBe(0);
  }
  // The audit log has them, and its webhook while one is set.
  const entries = await store.audit.list({ since: 0 }, 0, 10);
  expect(
    entries.map(({ actor, action, customerId, details }) => [actor, action, customerId, details]),
  ).toEqual([
    ['command', 'customers-import', null, { added: 2, updated: 0, skipped: 0 }],
    ['command', 'customers-import', null, { added: 0, updated: 0, skipped: 0 }],
    ['command', 'customers-export', null, { write_only: false }],
    ['command', 'customers-delete', id, {}],
  ]);
  expect((await store.outbox.getState()).waiting).toBe(2);
});

test('an error of the file is reported in one line, and nothing is stored', async () => {
  const variables = { DATABASE_URL: await createDatabase() };
  const file = writeCsv('mobile,first_name\n+971501112233,Layla\nnobody,Omar\n');
  const { output, exit } = runProgram({ program: 'customers', arguments: ['import', file], variables });
  expect(await exit).toBe(1);
  expect(output).toEqual({ stdout: '', stderr: 'Line 3: mobile is no phone number\n' });
  const store = await createStore(variables.DATABASE_URL, () => {});
  expect(await store.customers.isEmpty()).toBe(true);
  await store.close();
});

test('a missing folder of the database is created', async () => {
  const variables = { DATABASE_URL: `file:${path.join(createFolder(), 'new/folder/customer.db')}` };
  const words = ['import', writeCsv('mobile\n+971501112233\n')];
  const { output, exit } = runProgram({ program: 'customers', arguments: words, variables });
  expect(await exit).toBe(0);
  expect(output.stdout).toBe('1 added, 0 updated\n');
});

test('rows that are refused can be left out, and are written to a file beside the other', async () => {
  const variables = { DATABASE_URL: await createDatabase() };
  const file = writeCsv('mobile,first_name\n+971501112233,Layla\nnobody,Omar\n');
  const refused = file.replace('.csv', '.refused.csv');
  const run = (...words: string[]) =>
    runProgram({ program: 'customers', arguments: ['import', file, '--skip-invalid', ...words], variables });
  const dry = run('--dry-run');
  expect(await dry.exit).toBe(1);
  expect(dry.output).toEqual({
    stdout: '1 to add, 0 to update, 1 refused\n',
    stderr: 'Line 3: mobile is no phone number\n',
  });
  expect(existsSync(refused)).toBe(false);
  const { output, exit } = run();
  expect(await exit).toBe(1);
  expect(output).toEqual({
    stdout: '1 added, 0 updated, 1 refused\n',
    stderr: `The refused rows are in ${refused}, with the reasons.\n`,
  });
  expect(readFileSync(refused, 'utf8')).toContain('mobile is no phone number,nobody,Omar\n');
  const other = path.join(createFolder(), 'others.csv');
  const second = run('--refused', other);
  expect(await second.exit).toBe(1);
  expect(second.output.stdout).toBe('0 added, 0 updated, 1 unchanged, 1 refused\n');
  expect(readFileSync(other, 'utf8')).toBe(readFileSync(refused, 'utf8'));
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createFolder } from '../testing/create-database.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { createCommandContext, importText, writeImportFile } from '../testing/import-text.ts';
import { runProgram } from '../testing/run-program.ts';
import { createAppWithCustomers, layla, omar } from '../testing/test-customers.ts';
import type { CommandContext } from './command-context.ts';
import { deleteCustomers, readIds } from './delete-command.ts';
import { diffFile } from './diff-command.ts';
import { type ExportOptions, exportCustomers } from './export-command.ts';

const form = {
  schema: {
    type: 'object',
    properties: {
      first_name: { type: 'string' },
      passport_number: { type: 'string', writeOnly: true },
      home: {
        type: 'object',
        properties: { city: { type: 'string' }, code: { type: 'string', writeOnly: true } },
      },
      cards: {
        type: 'array',
        items: {
          type: 'object',
          properties: { name: { type: 'string' }, pin: { type: 'string', writeOnly: true } },
        },
      },
      mixed: { type: ['string', 'number', 'object'] },
      anything: {},
    },
  },
};

async function exportText(context: CommandContext, options: Partial<ExportOptions> = {}): Promise<string> {
  let text = '';
  const output = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  await exportCustomers(context, output, { format: 'csv', hasBom: false, hasWriteOnly: false, ...options });
  return text;
}

/** Returns a context with a customer whose values are hard to write. */
async function createHardContext(): Promise<CommandContext> {
  const app = await createAppWithCustomers();
  await app.dependencies.store.customers.update(layla.customer_id, () => ({
    first_name: '=1+1',
    last_name: "'=quoted",
    address: 'a, "b";\n\tc',
    attributes: {
      home: { city: '-x', code: 'secret 1' },
      cards: [{ name: 'One', pin: 'secret 2' }],
      mixed: 5,
      anything: ['[not json', { a: null }],
    },
  }));
  return createCommandContext(app, form);
}

test.each([
  ['CSV', { format: 'csv' }],
  ['CSV with a byte order mark', { format: 'csv', hasBom: true }],
  ['CSV with secrets', { format: 'csv', hasWriteOnly: true }],
  ['JSON Lines', { format: 'jsonl' }],
  ['JSON Lines with secrets', { format: 'jsonl', hasWriteOnly: true }],
] as const)('an export as %s can be imported again without a change', async (_, options) => {
  const context = await createHardContext();
  const before = await context.store.customers.listAfter('', 10);
  const text = await exportText(context, options);
  const name = options.format === 'csv' ? 'x.csv' : 'x.jsonl';
  expect(await importText(context, text, { name })).toMatchObject({
    added: 0,
    updated: 0,
    unchanged: 2,
    kept: [],
  });
  const after = await context.store.customers.listAfter('', 10);
  expect(after.map(({ edited: _edited, ...customer }) => customer)).toEqual(
    before.map(({ edited: _edited, ...customer }) => customer),
  );
});

test('an export has a column for each property, no secrets, and no formulas', async () => {
  const context = await createHardContext();
  const [header, ...rows] = (await exportText(context)).split('\n');
  expect(header).toBe(
    'customer_id,first_name,last_name,mobile,email,nationality,dob,gender,nation_id_number,language,address,home.city,cards,mixed,anything',
  );
  const text = rows.join('\n');
  expect(text).not.toContain('secret');
  expect(text).toContain(`c-layla,'=1+1,''=quoted,${layla.mobile},`);
  expect(text).toContain(",'-x,");
  expect(await exportText(context, { format: 'jsonl' })).not.toContain('secret');
  expect(await exportText(context, { hasWriteOnly: true })).toContain('secret 1');
});

test('an export reads page after page', async () => {
  const app = await createTestApp();
  const context = createCommandContext(app);
  const rows = Array.from({ length: 1100 }, (_, index) => `id-${index},+97150${1_000_000 + index}`);
  await importText(context, `customer_id,mobile\n${rows.join('\n')}`);
  const lines = (await exportText(context)).trim().split('\n');
  expect(new Set(lines).size).toBe(1101);
});

test('a diff says what an import would change, and changes nothing', async () => {
  const context = await createHardContext();
  const csv = `customer_id,mobile,first_name,passport_number\n${layla.customer_id},${omar.mobile},Layla,X9\n${omar.customer_id},${layla.mobile},,\n,+971507777777,New,\n`;
  const options = { format: null, encoding: null, isDayFirst: false, isOverwriting: true };
  const lines = await Array.fromAsync(diffFile(context, writeImportFile(csv), options));
  expect(lines.sort()).toEqual([
    `Line 2, c-layla: first_name "=1+1" -> "Layla"`,
    `Line 2, c-layla: mobile "${layla.mobile}" -> "${omar.mobile}"`,
    `Line 2, c-layla: passport_number changes (its value is secret)`,
    `Line 3, c-omar: mobile "${omar.mobile}" -> "${layla.mobile}"`,
    'Line 4, a new customer: first_name "" -> "New"',
    'Line 4, a new customer: mobile "" -> "+971507777777"',
  ]);
  expect(await context.store.customers.get(layla.customer_id)).toMatchObject({ mobile: layla.mobile });
});

test('deleting removes customers with their sessions and files', async () => {
  const context = await createHardContext();
  const { customers, sessions, files } = context.store;
  const now = Date.now();
  await sessions.add(layla, { tokenHash: 'a', createdAt: now, expiresAt: now + 1000, isKept: false });
  const file = {
    fileId: 'f',
    name: 'a',
    type: 'text/plain',
    size: 1,
    content: Buffer.from('a'),
    createdAt: 0,
  };
  await files.add(layla.customer_id, file, { files: 1, bytes: 10 });
  const ids = await readIds(context, writeImportFile(`customer_id\n${layla.customer_id}\nnobody\n`), {
    format: null,
    encoding: null,
  });
  const recorded: string[] = [];
  const record = async (deleted: readonly string[]) => void recorded.push(...deleted);
  expect(await deleteCustomers(context, ids, record)).toBe(1);
  expect(recorded).toHaveLength(1);
  expect(await sessions.find('a', now)).toBeNull();
  expect(await files.list(layla.customer_id)).toEqual([]);
  expect(await customers.get(layla.customer_id)).toBeNull();
  expect(await customers.get(omar.customer_id)).not.toBeNull();
});

test('the commands say what they did, and delete nothing without --yes', async () => {
  const app = await createAppWithCustomers({});
  const run = async (...words: string[]) => {
    const variables = { DATABASE_URL: app.databaseUrl };
    const { output, exit } = runProgram({ program: 'customers', arguments: words, variables });
    return { exit: await exit, ...output };
  };
  const file = path.join(createFolder(), 'all.jsonl');
  expect(await run('export', file)).toEqual({ exit: 0, stdout: '', stderr: '' });
  expect(readFileSync(file, 'utf8')).toContain(`"mobile":"${layla.mobile}"`);
  expect(await run('export', file)).toEqual({
    exit: 1,
    stdout: '',
    stderr: `There is a file ${file} already.\n`,
  });
  const changed = writeImportFile(`mobile,first_name\n${layla.mobile},Lily\n`);
  expect((await run('import', changed, '--dry-run')).stdout).toBe('0 to add, 1 to update\n');
  expect((await run('diff', changed)).stdout).toBe('Line 2, c-layla: first_name "Layla" -> "Lily"\n');
  expect(await run('delete', layla.customer_id)).toEqual({
    exit: 1,
    stdout: '',
    stderr: 'Customers that are deleted for good, with sessions and files: 1. Add --yes to do it.\n',
  });
  expect(await run('delete', layla.customer_id, 'nobody', '--yes')).toEqual({
    exit: 1,
    stdout: '1 deleted\n',
    stderr: '1 of the ids belong to no customer.\n',
  });
});

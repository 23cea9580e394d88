import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { createCommandContext, importText } from '../testing/import-text.ts';
import { readJson, signIn } from '../testing/test-browser.ts';
import { createAppWithCustomers, layla, omar } from '../testing/test-customers.ts';
import { CommandError } from './command-error.ts';

function importCsv(app: TestApp, csv: string) {
  return importText(createCommandContext(app), csv);
}

async function getProblem(app: TestApp, csv: string): Promise<string> {
  const error = await importCsv(app, csv).catch((error: unknown) => error);
  return error instanceof CommandError ? error.message : 'none';
}

function find(app: TestApp, mobile: string) {
  return app.dependencies.store.customers.findByMobile(mobile);
}

describe('importing customers', () => {
  test('adds them with every column, and they can sign in', async () => {
    const app = await createTestApp();
    const header = Object.keys(layla).join(',');
    const row = Object.values(layla).map((value) => `"${value}"`);
    expect(await importCsv(app, `${header}\n${row.join(',')}\n`)).toMatchObject({ added: 1, updated: 0 });
    const browser = await signIn(app, layla.mobile);
    expect(await readJson(await browser.get(apiPaths.customer))).toEqual(layla);
  });

  test('gives an id to a customer who comes without one', async () => {
    const app = await createTestApp();
    await importCsv(app, 'mobile\n+971501112233\n+971504445566\n');
    const ids = [await find(app, '+971501112233'), await find(app, '+971504445566')].map(
      (customer) => customer?.customer_id,
    );
    expect(ids).toEqual([expect.stringMatching(/^[\w-]{36}$/), expect.stringMatching(/^[\w-]{36}$/)]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  test('updates by mobile, and keeps what has no column', async () => {
    const app = await createAppWithCustomers();
    expect(await importCsv(app, 'mobile,email\n050 111 2233,new@example.com\n')).toMatchObject({
      added: 0,
      updated: 1,
    });
    expect(await find(app, layla.mobile)).toMatchObject({ ...layla, email: 'new@example.com', version: 2 });
  });

  test('updates by customer_id, and so changes a mobile', async () => {
    const app = await createAppWithCustomers();
    await importCsv(app, `customer_id,mobile\n${layla.customer_id},+971509999999\n`);
    expect(await find(app, layla.mobile)).toBeNull();
    expect(await find(app, '+971509999999')).toMatchObject({
      customer_id: layla.customer_id,
      email: layla.email,
    });
  });

  test('clears what has an empty column', async () => {
    const app = await createAppWithCustomers();
    await importCsv(app, `mobile,email,gender,dob\n${layla.mobile},,,\n`);
    expect(await find(app, layla.mobile)).toMatchObject({ email: '', gender: null, dob: '' });
  });

  test('keeps the attributes of a customer', async () => {
    const app = await createAppWithCustomers();
    const { customers } = app.dependencies.store;
    await customers.update(layla.customer_id, () => ({ attributes: { hobby: 'chess' } }));
    await importCsv(app, `mobile,email\n${layla.mobile},new@example.com\n`);
    expect(await find(app, layla.mobile)).toMatchObject({ attributes: { hobby: 'chess' } });
  });

  test('normalizes what people write in tables', async () => {
    const app = await createTestApp();
    const csv =
      '\ufeff mobile , nationality,gender,dob,language,first_name,address\r\n' +
      '٠٥٠١١١٢٢٣٣,lb,Female,١٩٨٨-٠٢-٢٩,AR," \u200FLayla\u00A0","One\r\nTwo, three"\r\n' +
      '\r\n';
    await importCsv(app, csv);
    expect(await find(app, layla.mobile)).toMatchObject({
      nationality: 'LB',
      gender: 'female',
      dob: '1988-02-29',
      language: 'ar',
      first_name: 'Layla',
      address: 'One\nTwo, three',
    });
  });

  test('takes a file with no customers in it', async () => {
    expect(await importCsv(await createTestApp(), 'mobile,email\n')).toMatchObject({ added: 0, updated: 0 });
  });

  test('takes a whole company', async () => {
    const app = await createTestApp();
    const rows = Array.from({ length: 2000 }, (_, index) => `+97150${1_000_000 + index},Name ${index}`);
    expect(await importCsv(app, `mobile,first_name\n${rows.join('\n')}`)).toMatchObject({
      added: 2000,
      updated: 0,
    });
  });
});

describe('an error is said with its line, and nothing is stored', () => {
  const good = '+971507777777';
  const errorCases: [what: string, csv: string, message: string | RegExp][] = [
    ['no column mobile', 'email\nx@example.com', 'Line 1: the column mobile is missing'],
    ['nothing at all', '', 'Line 1: the column mobile is missing'],
    [
      'an unknown column',
      'mobile,phone,fax\n',
      /^Line 1: no such column: phone, fax\. There are: customer_id, /,
    ],
    ['a column twice', 'mobile,email,email\n', 'Line 1: the column email is there twice'],
    ['no number', `mobile\n${good}\nnobody\n`, 'Line 3: mobile is no phone number'],
    ['an empty number', `mobile,email\n${good},\n,x@example.com\n`, 'Line 3: mobile is no phone number'],
    ['a number twice', `mobile\n${good}\n0507777777\n`, 'Line 3: the mobile of line 2 again'],
    [
      'an id twice',
      `customer_id,mobile\na,${good}\na,0508888888\n`,
      'Line 3: the customer_id of line 2 again',
    ],
    ['no date', `mobile,dob\n${good},1990-02-30\n`, 'Line 2: dob is not in the right form'],
    ['a date in another order', `mobile,dob\n${good},29/02/1988\n`, 'Line 2: dob is not in the right form'],
    ['no country', `mobile,nationality\n${good},XX\n`, 'Line 2: nationality is not in the right form'],
    ['no language of ours', `mobile,language\n${good},de\n`, 'Line 2: language is not in the right form'],
    ['too many columns', `mobile\n${good}\n+971508888888,x\n`, /line 3/i],
    ['a quote that never ends', `mobile,email\n${good},"x\n`, /line/i],
    [
      'the number of another customer',
      `customer_id,mobile\nx,${good}\nc-new,${layla.mobile}\n`,
      'Line 3: the mobile belongs to a customer with another customer_id',
    ],
    [
      'a change to the number of another customer',
      `customer_id,mobile\n${omar.customer_id},${layla.mobile}\n`,
      'Line 2: the mobile belongs to a customer with another customer_id',
    ],
    ['an error after text of many lines', `mobile,address\n${good},"a\nb\nc"\nnobody,x\n`, /^Line 5: /],
  ];

  test.each(errorCases)('%s', async (_, csv, message) => {
    const app = await createAppWithCustomers();
    const error = await getProblem(app, csv);
    if (typeof message === 'string') expect(error).toBe(message);
    else expect(error).toMatch(message);
    expect(await find(app, good)).toBeNull();
    expect(await find(app, layla.mobile)).toMatchObject({ ...layla, version: 1 });
  });

  test('no message quotes what is in the file', async () => {
    const app = await createAppWithCustomers();
    const csv = `mobile,dob\n${layla.mobile},secret-date\n`;
    expect(await getProblem(app, csv)).not.toContain('secret');
  });
});

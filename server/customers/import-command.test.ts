import { existsSync, readFileSync, statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { CommandError } from '../command-error.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { createCommandContext, importText, writeImportFile } from '../testing/import-text.ts';
import { readJson, signIn } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla, omar } from '../testing/test-customers.ts';
import { applyImport } from './apply-import.ts';
import { importFile } from './import-command.ts';
import { planImport } from './plan-import.ts';
import { getFormat } from './read-records.ts';

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

describe('what changes nothing', () => {
  test('makes no new version', async () => {
    const app = await createAppWithCustomers();
    const csv = `mobile,email,first_name\n${layla.mobile},${layla.email},Layla\n${omar.mobile},,\n`;
    expect(await importCsv(app, csv)).toMatchObject({ added: 0, updated: 0, unchanged: 2 });
    expect(await find(app, layla.mobile)).toMatchObject({ version: 1 });
  });
});

describe('what the customer has saved since the last import', () => {
  test('stays and is reported, until the file says the same or overwrites it', async () => {
    const { app, browser } = await createSignedIn();
    const context = createCommandContext(app);
    await browser.postJson(apiPaths.update, { email: 'own@example.com', address: 'Own Street' });
    const csv = `mobile,email,address,last_name\n${layla.mobile},new@example.com,Own Street,Khoury\n`;
    expect(await importText(context, csv)).toMatchObject({ updated: 1, kept: [{ line: 2, name: 'email' }] });
    expect(await find(app, layla.mobile)).toMatchObject({
      email: 'own@example.com',
      last_name: 'Khoury',
      edited: ['email'],
      version: 3,
    });
    // The company knows the address now, so it may change it.
    expect(await importText(context, `mobile,address\n${layla.mobile},Next Street\n`)).toMatchObject({
      updated: 1,
      kept: [],
    });
    const overwritten = await importText(context, csv, { isOverwriting: true });
    expect(overwritten).toMatchObject({ updated: 1, kept: [] });
    expect(await find(app, layla.mobile)).toMatchObject({ email: 'new@example.com', edited: [] });
  });

  test('is known without a new version when the file agrees', async () => {
    const { app, browser } = await createSignedIn();
    await browser.postJson(apiPaths.update, { email: 'own@example.com' });
    await importCsv(app, `mobile,email\n${layla.mobile},own@example.com\n`);
    expect(await find(app, layla.mobile)).toMatchObject({ version: 2, edited: [] });
  });
});

describe('between reading a file and writing it', () => {
  const options = { format: null, encoding: null, isDayFirst: false, isOverwriting: false };

  test('a row whose customer has changed is decided again, or skipped', async () => {
    const app = await createSignedIn().then(({ app, browser }) => ({ ...app, browser }));
    const context = createCommandContext(app);
    const { customers } = context.store;
    const taken = '+971507777777';
    const file = writeImportFile(
      `customer_id,mobile,first_name,email\n${layla.customer_id},${layla.mobile},Lily,new@example.com\n` +
        `${omar.customer_id},${omar.mobile},Omar,\nc-new,${taken},New,\n`,
    );
    const plan = await planImport(context, file, options);
    await app.browser.postJson(apiPaths.update, { email: 'own@example.com' });
    await customers.remove(omar.customer_id);
    await customers.put([{ customer_id: 'c-other', mobile: taken, changes: {} }]);
    expect(await applyImport(context, plan, options)).toEqual([
      { line: 3, text: 'skipped, because the customer was deleted since the file was read' },
      { line: 4, text: 'skipped, because the mobile was taken since the file was read' },
    ]);
    expect(await find(app, layla.mobile)).toMatchObject({ first_name: 'Lily', email: 'own@example.com' });
    expect(await customers.get('c-new')).toBeNull();
  });

  test('an interruption leaves the rest for the next import', async () => {
    const app = await createTestApp();
    const context = createCommandContext(app);
    const rows = Array.from({ length: 450 }, (_, index) => `+97150${1_000_000 + index}`);
    const file = writeImportFile(`mobile\n${rows.join('\n')}`);
    const interrupted = applyImport(context, await planImport(context, file, options), {
      ...options,
      onProgress: () => {
        throw new Error('interrupted');
      },
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect((await importFile(context, file, options)).plan).toMatchObject({ added: 250, unchanged: 200 });
  });
});

describe('mobile numbers', () => {
  const [a, b, c] = ['+971501110001', '+971501110002', '+971501110003'];
  const start = `customer_id,mobile,first_name\nc-a,${a},A\nc-b,${b},B\nc-c,${c},C\n`;
  const getNames = async (app: TestApp) =>
    Promise.all([a, b, c].map(async (mobile) => (await find(app, mobile))?.first_name));

  test('can be exchanged by rows, in a circle and with a new customer', async () => {
    const app = await createTestApp();
    await importCsv(app, start);
    const browser = await signIn(app, a);
    await importCsv(app, `customer_id,mobile\nc-a,${b}\nc-b,${c}\nc-c,${a}\n`);
    expect(await getNames(app)).toEqual(['C', 'A', 'B']);
    expect((await browser.get(apiPaths.customer)).status).toBe(401);
    await importCsv(app, `customer_id,mobile,first_name\nc-new,${a},New\nc-c,+971501110009,C\n`);
    expect(await getNames(app)).toEqual(['New', 'A', 'B']);
  });

  test.each([
    [
      'whose owner keeps it',
      `c-a,${b}\nc-c,${a}`,
      'Line 2: the mobile belongs to a customer with another customer_id\n' +
        'Line 3: the mobile belongs to the customer of line 2, which is refused',
    ],
    [
      'of a customer who is there by id too',
      `c-a,+971501110009\n,${a}`,
      'Line 3: the customer of line 2 again',
    ],
  ])('%s are refused', async (_, rows, message) => {
    const app = await createTestApp();
    await importCsv(app, start);
    expect(await getProblem(app, `customer_id,mobile\n${rows}\n`)).toBe(message);
    expect(await getNames(app)).toEqual(['A', 'B', 'C']);
  });
});

describe('the properties of the form', () => {
  const form = {
    schema: {
      type: 'object',
      required: ['first_name', 'plan'],
      properties: {
        first_name: { type: 'string', minLength: 2 },
        dob: { type: 'string', format: 'date' },
        plan: { type: 'string', enum: ['Gold', 'Silver'] },
        since: { type: 'string', format: 'date' },
        home: {
          type: 'object',
          required: ['city'],
          properties: {
            city: { type: 'string', maxLength: 10 },
            'p.o. box': { type: 'integer' },
            owned: { type: 'boolean' },
          },
        },
        tags: { type: 'array', items: { type: 'string' }, maxItems: 3 },
        scores: { type: 'object', additionalProperties: { type: 'number' } },
      },
    },
  };

  test('are columns of CSV, and keys of JSON Lines', async () => {
    const app = await createTestApp();
    const context = createCommandContext(app, form);
    const csv =
      'mobile;plan;since;home.city;home.p\\.o\\. box;home.owned;tags;scores\n' +
      `${layla.mobile};gold;29/02/1988;Beirut;1,234;true;"[""a"",""b""]";"{""x"":1.5}"\n`;
    await importText(context, csv, { isDayFirst: true });
    const attributes = {
      plan: 'Gold',
      since: '1988-02-29',
      home: { city: 'Beirut', 'p.o. box': 1234, owned: true },
      tags: ['a', 'b'],
      scores: { x: 1.5 },
    };
    expect(await find(app, layla.mobile)).toMatchObject({ attributes });
    const lines = [
      { mobile: layla.mobile, home: { city: 'Zahle' }, tags: [] },
      { mobile: omar.mobile, plan: 'Silver', scores: { y: 2 }, first_name: null },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    expect(await importText(context, text, { name: 'x.jsonl' })).toMatchObject({ added: 1, updated: 1 });
    expect(await find(app, layla.mobile)).toMatchObject({
      attributes: { home: { ...attributes.home, city: 'Zahle' }, tags: [] },
    });
    expect(await find(app, omar.mobile)).toMatchObject({ attributes: { plan: 'Silver', scores: { y: 2 } } });
  });

  test('are validated by the form, all rows of them, and missing values are none of their errors', async () => {
    const context = createCommandContext(await createTestApp(), form);
    const rows = ['Bronze,Beirut,1', 'Gold,A very long name,2', 'Silver,Tyre,x', ',,'];
    const csv = rows.map((row, index) => `+97150111000${index},${row}`);
    const error = await importText(context, `mobile,plan,home.city,scores\n${csv.join('\n')}`).catch(String);
    expect(error).toMatch(
      /^CommandError: Line 2: plan: [^\n]+\nLine 2: scores[^\n]+\nLine 3: home\.city: [^\n]+\n/,
    );
    expect(error).not.toContain('Line 5');
    expect(error).not.toContain('Bronze');
  });

  test('are reported up to a hundred errors', async () => {
    const context = createCommandContext(await createTestApp(), form);
    const rows = Array.from({ length: 3000 }, (_, index) => `+97150${1_000_000 + index},x`);
    const error = String(await importText(context, `mobile,plan\n${rows.join('\n')}`).catch(String));
    expect(error.split('\n')).toHaveLength(101);
    expect(error).toMatch(/\nThere are more errors\.$/);
  });

  test.each([
    ['not JSON', '{"mobile":', 'not JSON'],
    ['no object', '[1]', 'not a JSON object'],
    ['an unknown key', '{"mobile":"0501112233","home":{"street":"x"}}', 'there is no property "home.street"'],
    ['no number', '{"plan":"Gold"}', 'mobile is missing'],
    [
      'a key of the API that is no text',
      '{"mobile":"0501112233","email":{}}',
      'email is not in the right form',
    ],
  ])('a line with %s is refused', async (_, line, message) => {
    const context = createCommandContext(await createTestApp(), form);
    const error = await importText(context, `\n${line}\n`, { name: 'x.jsonl' }).catch(String);
    expect(error).toBe(`CommandError: Line 2: ${message}`);
  });

  test('no value reaches a prototype', async () => {
    const app = await createTestApp();
    const open = { schema: { ...form.schema, additionalProperties: true } };
    const line = `{"mobile":"${layla.mobile}","__proto__":{"polluted":"x"},"constructor":"y"}`;
    await importText(createCommandContext(app, open), line, { name: 'x.jsonl' });
    expect(JSON.stringify((await find(app, layla.mobile))?.attributes)).toContain(
      '"__proto__":{"polluted":"x"}',
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('the encoding', () => {
  const csv = `mobile\tfirst_name\n${layla.mobile}\tليلى\n`;
  const swap = (bytes: Buffer) => bytes.swap16();
  // ليلى in windows-1256.
  const arabic = Buffer.concat([
    Buffer.from(`mobile,first_name\n${layla.mobile},`),
    Buffer.from([0xe1, 0xed, 0xe1, 0xec]),
  ]);

  test.each([
    ['UTF-8', Buffer.from(csv)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${csv}`)],
    ['UTF-16', Buffer.from(csv, 'utf16le')],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${csv}`, 'utf16le')],
    ['UTF-16 with the other byte order', swap(Buffer.from(`\ufeff${csv}`, 'utf16le'))],
    ['UTF-16 with the other byte order and without a mark', swap(Buffer.from(csv, 'utf16le'))],
    ['windows-1256, when it is named', arabic, 'windows-1256'],
  ])('%s is read', async (_, content, encoding?) => {
    const app = await createTestApp();
    await importText(createCommandContext(app), content, encoding === undefined ? {} : { encoding });
    expect(await find(app, layla.mobile)).toMatchObject({ first_name: 'ليلى' });
  });

  test.each([
    [
      'bytes of another encoding',
      arabic,
      undefined,
      /^CommandError: Line 2: not in the encoding utf-8\. [^\n]+--encoding/,
    ],
    ['an unknown name', arabic, 'klingon', /^CommandError: --encoding [^\n]+"klingon"/],
    [
      'characters that were lost before',
      Buffer.from(`mobile,first_name\n${layla.mobile},L\ufffdyla`),
      undefined,
      /^CommandError: Line 2: first_name has a character that was damaged$/,
    ],
  ])('%s are refused', async (_, content, encoding, message) => {
    const app = await createTestApp();
    const importing = importText(createCommandContext(app), content, encoding ? { encoding } : {});
    expect(await importing.catch(String)).toMatch(message);
    expect(await find(app, layla.mobile)).toBeNull();
  });
});

describe('an error is reported with its line, and nothing is stored', () => {
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
    ['a date in another order', `mobile,dob\n${good},02/29/1988\n`, 'Line 2: dob is not in the right form'],
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

describe('leaving out refused rows', () => {
  /** Imports a file, and returns what was done and the file with the refused rows. */
  async function skip(app: TestApp, content: string, name?: string) {
    const file = writeImportFile(content, name);
    const refusedFile = `${file}.refused`;
    const options = { format: getFormat(file), encoding: null, isDayFirst: false, isOverwriting: false };
    const { plan } = await importFile(createCommandContext(app), file, { ...options, refusedFile });
    const refused = existsSync(refusedFile) ? readFileSync(refusedFile, 'utf8') : null;
    return { plan, refused, refusedFile, options };
  }

  test('imports the others, and writes them with their reasons to a file that can be mended and imported', async () => {
    const app = await createTestApp();
    const { plan, refused, refusedFile } = await skip(
      app,
      'mobile;first_name;dob\n+971501112233;Layla;1988-02-29\nnobody;"=1+1;\nx";\n0504445566;Omar;1988-02-30\n' +
        '0507778899;Noor\n',
    );
    expect(plan).toMatchObject({ added: 1, refusedRows: 3 });
    expect(refused).toBe(
      '\ufeffrefused_because;mobile;first_name;dob\n' +
        'mobile is no phone number;nobody;"\'=1+1;\nx";\n' +
        'dob is not in the right form;0504445566;Omar;1988-02-30\n' +
        'not as many values as columns;0507778899;Noor\n',
    );
    expect(statSync(refusedFile).mode & 0o777).toBe(0o600);
    const mended = (refused ?? '')
      .replace('nobody', '0501239876')
      .replace('1988-02-30', '')
      .replace('Noor', 'Noor;');
    const again = await skip(app, mended);
    expect([again.plan, again.refused]).toMatchObject([{ added: 3, refusedRows: 0 }, null]);
    expect(await find(app, '+971501239876')).toMatchObject({ first_name: '=1+1;\nx' });
  });

  test('names the reasons of the last import alone', async () => {
    const app = await createTestApp();
    const first = await skip(app, 'mobile\nnobody\n');
    const second = await skip(app, (first.refused ?? '').replace('nobody', 'noone'));
    expect(second.refused).toBe('\ufeffrefused_because,mobile\nmobile is no phone number,noone\n');
  });

  test('works with JSON Lines, also with lines that are no objects', async () => {
    const app = await createTestApp();
    const lines = [{ mobile: '+971501112233' }, { mobile: 'nobody', email: 'a@example.com' }];
    const content = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n\n{"mobile":\n`;
    const { plan, refused } = await skip(app, content, 'x.jsonl');
    expect(plan).toMatchObject({ added: 1, refusedRows: 2 });
    expect(
      (refused ?? '')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { mobile: 'nobody', email: 'a@example.com', refused_because: 'mobile is no phone number' },
      { line: '{"mobile":', refused_because: 'not JSON' },
    ]);
    const [mended = ''] = (refused ?? '').replace('nobody', '0501239876').split('\n');
    expect((await skip(app, mended, 'x.jsonl')).plan).toMatchObject({ added: 1, refusedRows: 0 });
  });

  test('replaces no file, and then stores nothing', async () => {
    const app = await createTestApp();
    const file = writeImportFile('mobile\n+971501112233\nnobody\n');
    const options = { format: null, encoding: null, isDayFirst: false, isOverwriting: false };
    const refusedFile = writeImportFile('kept');
    const context = createCommandContext(app);
    await expect(importFile(context, file, { ...options, refusedFile })).rejects.toThrow('already');
    expect(readFileSync(refusedFile, 'utf8')).toBe('kept');
    expect(await find(app, '+971501112233')).toBeNull();
  });

  test('has no limit of a hundred errors', async () => {
    const rows = Array.from({ length: 1200 }, (_, index) => (index % 2 ? 'x' : `+97150${1_000_000 + index}`));
    const { plan, refused } = await skip(await createTestApp(), `mobile\n${rows.join('\n')}`);
    expect(plan).toMatchObject({ added: 600, refusedRows: 600 });
    expect(refused?.split('\n')).toHaveLength(602);
  });

  test('takes no number from the customer of a refused row, nor from those who would have got that', async () => {
    const app = await createTestApp();
    const [a, b, c, d] = ['+971501110001', '+971501110002', '+971501110003', '+971501110004'];
    await importCsv(app, `customer_id,mobile\nc-a,${a}\nc-b,${b}\nc-c,${c}\n`);
    // c-c claims the number of c-b, who claims that of c-a, whose row is refused.
    const csv = `customer_id,mobile,dob\nc-c,${b},\nc-b,${a},\nc-a,${d},x\nc-new,+971501110005,\n`;
    const { plan, refused } = await skip(app, csv);
    expect(plan).toMatchObject({ added: 1, updated: 0, refusedRows: 3 });
    expect(refused).toContain(
      `"the mobile belongs to the customer of line 3, which is refused",c-c,${b},\n` +
        `"the mobile belongs to the customer of line 4, which is refused",c-b,${a},\n`,
    );
    const ids = [a, b, c].map(async (mobile) => (await find(app, mobile))?.customer_id);
    expect(await Promise.all(ids)).toEqual(['c-a', 'c-b', 'c-c']);
  });
});

describe('a date whose first number can only be a day', () => {
  const hint = '(--day-first reads it as DD/MM/YYYY)';

  test('leads to --day-first', async () => {
    const app = await createTestApp();
    const dob = (text: string) => getProblem(app, `mobile,dob\n+971501112233,${text}\n`);
    expect(await dob('31/12/2020')).toBe(`Line 2: dob is not in the right form ${hint}`);
    expect(await dob('٣١.١٢.٢٠٢٠')).toBe(`Line 2: dob is not in the right form ${hint}`);
    // The month may come first, and these are no dates at all.
    for (const text of ['05/06/2020', '31/13/2020', '2020/12/31']) {
      expect(await dob(text)).toBe('Line 2: dob is not in the right form');
    }
  });

  test('does so in properties of the form too, except where these may be any text', async () => {
    const app = await createTestApp();
    const properties = { since: { type: 'string', format: 'date' } };
    const context = createCommandContext(app, { schema: { type: 'object', properties } });
    const error = await importText(context, 'mobile,since\n+971501112233,31/12/2020\n').catch(String);
    expect(error).toMatch(/^CommandError: Line 2: since: .* \(--day-first reads it as DD\/MM\/YYYY\)$/);
    const since = { anyOf: [properties.since, { type: 'string', pattern: '/' }] };
    const open = createCommandContext(app, { schema: { type: 'object', properties: { since } } });
    expect(await importText(open, 'mobile,since\n+971501112233,31/12/2020\n')).toMatchObject({ added: 1 });
  });
});

import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { customerField } from '../../shared/customer-field.ts';
import {
  baseField,
  confirmedField,
  conflictPrefix,
  discardField,
  undoField,
} from '../../shared/edit-fields.ts';
import { pagePaths, versionField } from '../../shared/page.ts';
import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { readJson, signIn, type TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla, omar } from '../testing/test-customers.ts';
import { writeForm } from '../testing/write-form.ts';

const text = (title: string) => ({ type: 'string', title });

const form = {
  schema: {
    type: 'object',
    required: ['first_name'],
    properties: {
      first_name: { ...text('First name'), minLength: 1 },
      email: text('Email'),
      passport_number: text('Passport'),
      pin: { ...text('PIN'), writeOnly: true },
      home: { type: 'object', title: 'Home', properties: { street: text('Street'), city: text('City') } },
    },
  },
  ui_schema: { passport_number: { 'ui:options': { sensitive: true } } },
};

/** What the page's form submits when nothing was typed. */
const untouched = {
  'root[first_name]': layla.first_name,
  'root[email]': layla.email,
  'root[passport_number]': layla.passport_number,
  'root[pin]': '',
  'root[home][street]': '',
  'root[home][city]': '',
};

const open = (definition: object = form) =>
  createSignedIn(layla, { variables: { PROFILE_FORM: writeForm(definition) } });

/** Returns the fields of the page that are not typed: whose form it is, its version and what it was filled in from. */
async function readOrigin(response: Response): Promise<Record<string, string>> {
  const html = await response.text();
  const names = [customerField, versionField, baseField];
  return Object.fromEntries(names.map((name) => [name, readInput(html, name)]));
}

function readInput(html: string, name: string): string {
  const [input = ''] =
    new RegExp(`<input[^>]*name="${name.replace(/[[\]]/g, '\\$&')}"[^>]*>`).exec(html) ?? [];
  const [, value = ''] = /value="([^"]*)"/.exec(input) ?? [];
  return value.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

/** Every hidden field of the review, as its page submits them again. */
function readCarried(html: string): Record<string, string> {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const inputs = [...main.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]));
}

/** Returns the visible text of the page. */
function readText(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  return main.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

async function getData(browser: TestBrowser) {
  const { form: shown } = (await readJson(await browser.get(apiPaths.update))) as never as {
    form: { data: object };
  };
  return shown.data;
}

const save = (browser: TestBrowser, fields: Record<string, string>) =>
  browser.postForm(pagePaths.edit, fields);

/** Saves through the API, as another device does. */
const saveElsewhere = (browser: TestBrowser, payload: object) => browser.postJson(apiPaths.update, payload);

const getLocation = (response: Response) => [response.status, response.headers.get('location')];

describe('a change of a sensitive value', () => {
  test('is shown before it is saved, and saved when it is confirmed', async () => {
    const { browser } = await open();
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    const typed = { ...untouched, ...origin, 'root[passport_number]': 'NEW123456' };
    const response = await save(browser, typed);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(readText(html)).toContain('Check your changes');
    expect(readText(html)).toContain('Passport');
    // The value is masked.
    expect(readText(html)).toContain('••••• 3456');
    expect(readText(html)).not.toContain('Email');
    expect(await getData(browser)).toMatchObject({ passport_number: layla.passport_number });

    const confirmed = await save(browser, { ...readCarried(html), [confirmedField]: '1' });
    expect(getLocation(confirmed)).toEqual([303, '/']);
    expect(await getData(browser)).toMatchObject({ passport_number: 'NEW123456' });
  });

  test('is saved at once when the same form says confirmed=1', async () => {
    const { browser } = await open();
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    const typed = { ...untouched, ...origin, 'root[passport_number]': 'NEW1', [confirmedField]: '1' };
    expect(getLocation(await save(browser, typed))).toEqual([303, '/']);
    expect(await getData(browser)).toMatchObject({ passport_number: 'NEW1' });
  });

  test('can be typed again: the form comes back with it', async () => {
    const { browser } = await open();
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    const html = await (
      await save(browser, { ...untouched, ...origin, 'root[passport_number]': 'NEW1' })
    ).text();
    const back = await browser.postForm('/edit?rerender', readCarried(html));
    const page = await back.text();
    expect(back.status).toBe(200);
    expect(readInput(page, 'root[passport_number]')).toBe('NEW1');
    expect(readInput(page, baseField)).toBe(origin[baseField]);
  });

  test('is not asked about when it is invalid: errors come first', async () => {
    const { browser } = await open();
    const response = await save(browser, {
      ...untouched,
      'root[first_name]': '',
      'root[passport_number]': 'NEW1',
    });
    expect(response.status).toBe(422);
  });

  test('is never asked about by the API', async () => {
    const { browser } = await open();
    const response = await saveElsewhere(browser, { passport_number: 'NEW1' });
    expect([response.status, (await readJson(response)).has_errors]).toEqual([200, false]);
    expect(await getData(browser)).toMatchObject({ passport_number: 'NEW1' });
  });
});

describe('a change of any other value', () => {
  test('is saved without a question', async () => {
    const { browser } = await open();
    const response = await save(browser, { ...untouched, 'root[first_name]': 'Lina' });
    expect(getLocation(response)).toEqual([303, '/']);
  });

  test('is reviewed where the form asks for it always', async () => {
    const { browser } = await open({ ...form, ui_schema: { 'ui:options': { review: true } } });
    const response = await save(browser, { ...untouched, 'root[first_name]': 'Lina', 'root[pin]': '1234' });
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(readText(html)).toMatch(/First name Before: Layla Now: Lina/);
    expect(readText(html)).toContain('Changed; not shown here');
    expect(readText(html)).not.toContain('1234');
    expect(getLocation(await save(browser, untouched))).toEqual([303, '/']);
  });

  test('is reviewed in the language of the customer', async () => {
    const { browser } = await open({ ...form, ui_schema: { 'ui:options': { review: true } } });
    await browser.postJson(apiPaths.language, { language: 'ar' });
    const html = await (await save(browser, { ...untouched, 'root[first_name]': 'Lina' })).text();
    expect(readText(html)).toContain('مراجعة تعديلاتك');
  });
});

describe('a form that was filled in before somebody else saved', () => {
  /** Returns a page that was opened, and then a save elsewhere. */
  async function openBefore(payload: object): Promise<{
    app: TestApp;
    browser: TestBrowser;
    origin: Record<string, string>;
  }> {
    const { app, browser } = await open();
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    await saveElsewhere(browser, payload);
    return { app, browser, origin };
  }

  test('keeps both changes when they are in different fields', async () => {
    const { browser, origin } = await openBefore({
      email: 'new@example.org',
      home: { street: 'New Street' },
    });
    const typed = { ...untouched, ...origin, 'root[first_name]': 'Lina', 'root[home][city]': 'Amman' };
    const response = await save(browser, typed);
    const html = await response.text();
    expect(response.status).toBe(412);
    expect(readText(html)).toContain('Your profile was changed elsewhere in the meantime');
    expect(readText(html)).toMatch(/Email Before: layla.haddad@example.com Now: new@example.org/);
    expect(readText(html)).toMatch(/First name Before: Layla Now: Lina/);
    expect(html).not.toContain('type="radio"');

    const confirmed = await save(browser, { ...readCarried(html), [confirmedField]: '1' });
    expect(getLocation(confirmed)).toEqual([303, '/']);
    expect(await getData(browser)).toMatchObject({
      first_name: 'Lina',
      email: 'new@example.org',
      home: { street: 'New Street', city: 'Amman' },
    });
  });

  test.each([
    ['stored', 'Laila'],
    ['mine', 'Lina'],
  ])('asks which value of the same field is saved: %s', async (side, stored) => {
    const { browser, origin } = await openBefore({ first_name: 'Laila', passport_number: 'P1' });
    const typed = { ...untouched, ...origin, 'root[first_name]': 'Lina', 'root[email]': 'me@example.org' };
    const html = await (await save(browser, typed)).text();
    expect(html.match(/type="radio"/g)).toHaveLength(2);
    expect(readText(html)).toMatch(/First name Saved elsewhere Laila Yours Lina/);
    const choice = { [`${conflictPrefix}root[first_name]`]: side, [confirmedField]: '1' };
    expect(getLocation(await save(browser, { ...readCarried(html), ...choice }))).toEqual([303, '/']);
    expect(await getData(browser)).toMatchObject({
      first_name: stored,
      email: 'me@example.org',
      passport_number: 'P1',
    });
  });

  test('counts as saved when the stored values are the same', async () => {
    const { browser, origin } = await openBefore({ first_name: 'Lina' });
    const response = await save(browser, { ...untouched, ...origin, 'root[first_name]': 'Lina' });
    expect(getLocation(response)).toEqual([303, '/']);
  });

  test('asks again when somebody saves once more', async () => {
    const { browser, origin } = await openBefore({ first_name: 'Laila' });
    const html = await (await save(browser, { ...untouched, ...origin, 'root[first_name]': 'Lina' })).text();
    await saveElsewhere(browser, { first_name: 'Leila' });
    const again = await save(browser, { ...readCarried(html), [confirmedField]: '1' });
    expect(again.status).toBe(412);
    expect(readText(await again.text())).toMatch(/First name Saved elsewhere Leila Yours Lina/);
  });

  test('is merged after going back to the form, too', async () => {
    const { browser, origin } = await openBefore({ email: 'new@example.org' });
    const html = await (await save(browser, { ...untouched, ...origin, 'root[first_name]': 'Lina' })).text();
    const back = await (await browser.postForm('/edit?rerender', readCarried(html))).text();
    const fields = { ...untouched, ...readCarried(back), 'root[first_name]': 'Lana' };
    expect(getLocation(await save(browser, fields))).toEqual([303, '/']);
    expect(await getData(browser)).toMatchObject({ first_name: 'Lana', email: 'new@example.org' });
  });

  test.each([
    ['is missing', () => ''],
    ['was changed', (base: string) => base.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))],
    ['is very long', (base: string) => base + 'A'.repeat(500_000)],
  ])('asks about each difference when its base %s', async (_, change) => {
    const { browser, origin } = await openBefore({ email: 'new@example.org' });
    const base = change(origin[baseField] ?? '');
    const typed = { ...untouched, ...origin, [baseField]: base, 'root[first_name]': 'Lina' };
    const response = await save(browser, typed);
    const html = await response.text();
    expect(response.status).toBe(412);
    expect(html.match(/type="radio"/g)).toHaveLength(4);
    const choice = { [`${conflictPrefix}root[email]`]: 'stored', [confirmedField]: '1' };
    expect(getLocation(await save(browser, { ...readCarried(html), ...choice }))).toEqual([303, '/']);
    expect(await getData(browser)).toMatchObject({ first_name: 'Lina', email: 'new@example.org' });
  });

  test('takes no base of another customer', async () => {
    const { app, browser, origin } = await openBefore({ email: 'new@example.org' });
    const other = await signIn(app, omar.mobile);
    const foreign = await readOrigin(await other.get(pagePaths.edit));
    const typed = { ...untouched, ...origin, [baseField]: foreign[baseField] ?? '' };
    const html = await (await save(browser, typed)).text();
    expect(html.match(/type="radio"/g)).toHaveLength(2);
  });

  test('keeps a stored secret, and shows it to nobody', async () => {
    const { browser, origin } = await openBefore({ email: 'new@example.org', pin: '9876' });
    const response = await save(browser, { ...untouched, ...origin, 'root[first_name]': 'Lina' });
    const html = await response.text();
    expect(html).not.toContain('9876');
    await save(browser, { ...readCarried(html), [confirmedField]: '1' });
    expect(await getData(browser)).toMatchObject({ first_name: 'Lina' });
    // The second save of the same secret changes nothing.
    const before = (await browser.get(apiPaths.update)).headers.get('etag');
    expect((await saveElsewhere(browser, { pin: '9876' })).headers.get('etag')).toBe(before);
  });
});

test('a language that the page itself changed is no change of somebody else', async () => {
  const { browser } = await createSignedIn();
  const page = await (await browser.get(pagePaths.edit)).text();
  const fields = {
    ...Object.fromEntries(Object.entries(layla).map(([key, value]) => [`root[${key}]`, value])),
    [customerField]: layla.customer_id,
    [versionField]: readInput(page, versionField),
    [baseField]: readInput(page, baseField),
  };
  const { 'root[customer_id]': _, 'root[mobile]': __, ...typed } = fields as Record<string, string>;
  const switched = await browser.postForm('/edit?rerender', { ...typed, language: 'ar' });
  const html = await switched.text();
  const next = { [versionField]: readInput(html, versionField), [baseField]: readInput(html, baseField) };
  // English is chosen again in the form itself, beside another change.
  const saved = await save(browser, {
    ...typed,
    ...next,
    'root[last_name]': 'Khoury',
    'root[language]': 'en',
  });
  expect(getLocation(saved)).toEqual([303, '/']);
  expect(await getData(browser)).toMatchObject({ language: 'en', last_name: 'Khoury' });
});

test('the base in the page can’t be read', async () => {
  const { browser } = await open();
  const origin = await readOrigin(await browser.get(pagePaths.edit));
  const bytes = Buffer.from(origin[baseField] ?? '', 'base64url').toString('latin1');
  expect(bytes.length).toBeGreaterThan(100);
  expect(bytes).not.toContain('Layla');
});

test('a conflict in very many values is answered in time', async () => {
  const { browser } = await open({
    schema: {
      type: 'object',
      properties: { tags: { type: 'object', additionalProperties: { type: 'string' } } },
    },
    ui_schema: {},
  });
  const origin = await readOrigin(await browser.get(pagePaths.edit));
  const fill = (text: string) => Array.from({ length: 900 }, (_, index) => [`k${index}`, `${text} ${index}`]);
  await saveElsewhere(browser, { tags: Object.fromEntries(fill('theirs')) });
  const mine = fill('mine').map(([key, value]) => [`root[tags][${key}]`, value]);
  const start = process.cpuUsage();
  const response = await save(browser, { ...Object.fromEntries(mine), ...origin });
  expect(response.status).toBe(412);
  expect((await response.text()).match(/type="radio"/g)).toHaveLength(1800);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
});

test('a base that would exceed its limit is left out, and the form is saved without it', async () => {
  const { browser } = await open();
  await saveElsewhere(browser, { home: { street: 'x'.repeat(400_000) } });
  const origin = await readOrigin(await browser.get(pagePaths.edit));
  expect(origin[baseField]).toBe('');
  const typed = { ...untouched, ...origin, 'root[first_name]': 'Lina' };
  expect(getLocation(await save(browser, typed))).toEqual([303, '/']);
});

describe('after a save', () => {
  async function saveName(): Promise<{ app: TestApp; browser: TestBrowser; html: string }> {
    const { app, browser } = await open();
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    await save(browser, { ...untouched, ...origin, 'root[first_name]': 'Lina', 'root[home][city]': 'Amman' });
    return { app, browser, html: await (await browser.get(pagePaths.profile)).text() };
  }

  test('the profile says what changed, once', async () => {
    const { browser, html } = await saveName();
    expect(readText(html)).toMatch(/Changed: First name ?, Home › City/);
    expect(readText(html)).toMatch(/First name Before: Layla Now: Lina/);
    expect(readText(await (await browser.get(pagePaths.profile)).text())).not.toContain('Changed:');
  });

  test('undo saves the old values again', async () => {
    const { browser, html } = await saveName();
    const response = await save(browser, { [undoField]: readInput(html, undoField) });
    expect(getLocation(response)).toEqual([303, '/']);
    const page = await (await browser.get(pagePaths.profile)).text();
    expect(readText(page)).toContain('Undone. Your profile is as it was before.');
    expect(await getData(browser)).toMatchObject({ first_name: 'Layla' });
    expect(await getData(browser)).not.toHaveProperty('home.city');
  });

  test('undo is refused when somebody has saved since', async () => {
    const { browser, html } = await saveName();
    await saveElsewhere(browser, { email: 'new@example.org' });
    const response = await save(browser, { [undoField]: readInput(html, undoField) });
    expect(response.status).toBe(412);
    expect(readText(await response.text())).toContain('Not undone: your profile was changed again since');
    expect(await getData(browser)).toMatchObject({ first_name: 'Lina', email: 'new@example.org' });
  });

  test('undo of another customer is refused', async () => {
    const { app, html } = await saveName();
    const other = await signIn(app, omar.mobile);
    const response = await save(other, { [undoField]: readInput(html, undoField) });
    expect(getLocation(response)).toEqual([303, '/edit']);
    expect(await getData(other)).not.toHaveProperty('first_name');
  });

  test('a base is no undo', async () => {
    const { browser } = await open();
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    const response = await save(browser, { [undoField]: origin[baseField] ?? '' });
    expect(getLocation(response)).toEqual([303, '/edit']);
  });

  test('a changed secret can’t be undone, because it never leaves the server', async () => {
    const { browser } = await open();
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    await save(browser, { ...untouched, ...origin, 'root[pin]': '1234' });
    expect(browser.cookies.has('undo')).toBe(false);
    const html = await (await browser.get(pagePaths.profile)).text();
    expect(readText(html)).toContain('Your profile has been saved.');
    expect(html).not.toContain(undoField);
  });

  test('values that no cookie could hold can be undone too', async () => {
    const { browser } = await open();
    const street = 'x'.repeat(5000);
    await saveElsewhere(browser, { home: { street } });
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    expect(getLocation(await save(browser, { ...untouched, ...origin }))).toEqual([303, '/']);
    expect(await getData(browser)).not.toHaveProperty('home.street');
    const html = await (await browser.get(pagePaths.profile)).text();
    await save(browser, { [undoField]: readInput(html, undoField) });
    expect(await getData(browser)).toMatchObject({ home: { street } });
  });

  test('undo ends after a day, and the database holds nothing that can be read', async () => {
    let time = Date.now();
    const { store, keptUndos } = (await createTestApp({ now: () => time })).dependencies;
    const key = await keptUndos.keep(layla.customer_id, { version: '1', values: { first_name: 'Layla' } });
    expect(await store.undos.find(layla.customer_id, time)).not.toMatch(/Layla|first_name/);
    expect(await keptUndos.find(layla.customer_id, key)).toMatchObject({ version: '1' });
    expect(await keptUndos.find(omar.customer_id, key)).toBeNull();
    time += 24 * 3_600_000;
    expect(await keptUndos.find(layla.customer_id, key)).toBeNull();
    await keptUndos.removeExpired();
    expect(await store.undos.find(layla.customer_id, 0)).toBeNull();
  });

  test('no log line holds a value', async () => {
    const { app, browser, html } = await saveName();
    await save(browser, { [undoField]: readInput(html, undoField) });
    expect(app.logs.join()).not.toMatch(/Lina|Layla|Amman/);
  });
});

describe('a form that is cancelled without script', () => {
  test('can be taken back as it was typed', async () => {
    const { browser } = await open();
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    const typed = { ...untouched, ...origin, 'root[first_name]': 'Lina', [discardField]: '1' };
    const response = await save(browser, typed);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(readText(html)).toContain('Discarded. Nothing was saved.');
    expect(html).not.toContain('Lina');
    const sealed = readInput(html, sealedSubmissionField);
    const back = await (await save(browser, { [sealedSubmissionField]: sealed })).text();
    expect(readInput(back, 'root[first_name]')).toBe('Lina');
    expect(readInput(back, baseField)).toBe(origin[baseField]);
    expect(await getData(browser)).toMatchObject({ first_name: 'Layla' });
  });

  test('leads to the profile when nothing was typed', async () => {
    const { browser } = await open();
    const origin = await readOrigin(await browser.get(pagePaths.edit));
    const response = await save(browser, { ...untouched, ...origin, [discardField]: '1' });
    expect(getLocation(response)).toEqual([303, '/']);
  });
});

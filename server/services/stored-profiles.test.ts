import { describe, expect, test } from 'vitest';
import { apiPaths, type UpdateAnswer } from '../../shared/customer-api.ts';
import { readJson, type TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';

async function save(browser: TestBrowser, payload: object): Promise<UpdateAnswer> {
  return (await (await browser.postJson(apiPaths.update, payload)).json()) as UpdateAnswer;
}

describe('what people type is normalized', () => {
  const cases: [what: string, key: string, typed: string, stored: string][] = [
    ['spaces around it', 'first_name', '  Layla \n', 'Layla'],
    ['marks of direction', 'first_name', '\u200F\u202BLayla\u202C\u200E\u061C', 'Layla'],
    ['isolates', 'last_name', '\u2068Haddad\u2069', 'Haddad'],
    ['zero-width characters', 'first_name', 'Lay\u200Bla\uFEFF\u2060', 'Layla'],
    ['no-break spaces', 'last_name', 'Al\u00A0Haddad\u202F', 'Al Haddad'],
    ['soft hyphens', 'last_name', 'Had\u00ADdad', 'Haddad'],
    ['letters in parts', 'first_name', 'Le\u0301a', 'L\u00E9a'],
    ['controls', 'first_name', 'Lay\u0000la\u0007', 'Layla'],
    ['half of a character', 'first_name', 'Layla\uD800', 'Layla\uFFFD'],
    ['line ends of Windows', 'address', 'One\r\nTwo\rThree', 'One\nTwo\nThree'],
    ['Arabic-Indic digits', 'dob', '١٩٩٠-٠٣-١٥', '1990-03-15'],
    ['Persian digits', 'dob', '۱۹۹۰-۰۳-۱۵', '1990-03-15'],
    ['other digits in an ID', 'nation_id_number', '٧٨٤-١٩٩٠', '784-1990'],
    ['small letters in a passport', 'passport_number', 'lr7654321', 'LR7654321'],
    ['spaces and other digits in a passport', 'passport_number', ' lr 765-٤٣۲۱ ', 'LR7654321'],
    ['marks around an address', 'email', '\u200E layla@example.com\u200E', 'layla@example.com'],
    ['digits of a text stay as they are', 'address', 'فيلا ١٢', 'فيلا ١٢'],
  ];

  test.each(cases)('%s', async (_, key, typed, stored) => {
    const { browser } = await createSignedIn();
    const body = await save(browser, { [key]: typed });
    expect(body.form.errors).toEqual({});
    expect(body.form.data).toHaveProperty(key, stored);
    expect(await readJson(await browser.get(apiPaths.customer))).toHaveProperty(key, stored);
  });

  test('a text of nothing but removed characters is empty', async () => {
    const { browser } = await createSignedIn();
    const body = await save(browser, { email: ' \u200F\u00A0', first_name: '\u200B' });
    expect(body.form.errors).toEqual({ first_name: { __errors: ['First name: fill this in'] } });
  });
});

/** A wrong value of a field, and its error text in English. */
const errorCases: [key: string, value: unknown, text: string][] = [
  ['first_name', '', 'First name: fill this in'],
  ['last_name', null, 'Last name: fill this in'],
  ['first_name', 'x'.repeat(101), 'First name: at most 100 characters'],
  ['address', 'x'.repeat(501), 'Address: at most 500 characters'],
  ['email', 'layla', 'Email address: enter an email address such as name@example.com'],
  ['email', 'layla@', 'Email address: enter an email address such as name@example.com'],
  ['dob', '1990-02-30', 'Date of birth: February 1990 has 28 days'],
  ['dob', '1990-13-01', 'Date of birth: the month must be 1 to 12'],
  ['dob', { year: '', month: '4', day: '1' }, 'Date of birth: add the year'],
  ['dob', '15/03/1990', 'Date of birth: enter a real date such as 1990-03-15'],
  ['dob', '1899-12-31', 'Date of birth: 1 January 1900 or later'],
  ['dob', '2999-01-01', 'Date of birth: can’t be in the future'],
  ['nationality', 'XX', 'Nationality: choose one from the list'],
  ['nationality', 'Lebanon', 'Nationality: choose one from the list'],
  ['gender', 'unknown', 'Gender: choose one from the list'],
  ['language', 'de', 'Language: choose one from the list'],
  ['passport_number', 'AB12', 'Passport number: at least 5 characters'],
  ['passport_number', 'A'.repeat(21), 'Passport number: at most 20 characters'],
  ['passport_number', 'ABÇ123', 'Passport number: only the letters A to Z and digits'],
  ['nation_id_number', '123', 'National ID number: at least 4 characters'],
  ['nation_id_number', '1'.repeat(31), 'National ID number: at most 30 characters'],
  ['mobile', '+971509999999', 'Mobile number: can’t be changed here'],
];

describe('a broken rule is reported at its field', () => {
  test.each(errorCases)('%s: %j', async (key, value, text) => {
    const { browser } = await createSignedIn();
    const body = await save(browser, { [key]: value });
    expect(body.has_errors).toBe(true);
    expect(body.form.errors).toEqual({ [key]: { __errors: [text] } });
    expect(await readJson(await browser.get(apiPaths.customer))).toEqual(layla);
  });

  test('in Arabic to those who read Arabic', async () => {
    const { browser } = await createSignedIn({ ...layla });
    await browser.postJson(apiPaths.language, { language: 'ar' });
    const sent = Object.fromEntries(errorCases.map(([key, value]) => [key, value]));
    const { form } = await save(browser, sent);
    expect(Object.keys(form.errors).sort()).toEqual(Object.keys(sent).sort());
    const texts = Object.values(form.errors).flatMap((error) =>
      Array.isArray(error) ? [] : error?.__errors,
    );
    for (const text of texts) expect(text).toMatch(/\p{Script=Arabic}/u);
    expect(texts.join()).not.toMatch(/\{\{|Enter|must|Choose/);
  });

  test('every one of them at once', async () => {
    const { browser } = await createSignedIn();
    const { form } = await save(browser, {
      first_name: '',
      email: 'x',
      dob: '1990-02-30',
      nationality: 'XX',
    });
    expect(Object.keys(form.errors).sort()).toEqual(['dob', 'email', 'first_name', 'nationality']);
  });
});

describe('at its limits', () => {
  test.each([
    ['first_name', 'x'],
    ['first_name', 'x'.repeat(100)],
    ['first_name', '👩‍👩‍👧'.normalize()],
    ['address', 'x'.repeat(500)],
    ['dob', '1900-01-01'],
    ['dob', '2000-02-29'],
    ['passport_number', 'A1234'],
    ['passport_number', 'A'.repeat(20)],
    ['nation_id_number', '1234'],
    ['nation_id_number', '1'.repeat(30)],
    ['nationality', 'AX'],
  ])('%s can be %j', async (key, value) => {
    const { browser } = await createSignedIn();
    expect((await save(browser, { [key]: value })).form.errors).toEqual({});
  });

  test('length counts characters, not halves of them', async () => {
    const { browser } = await createSignedIn();
    expect((await save(browser, { first_name: '𝒜'.repeat(100) })).form.errors).toEqual({});
  });

  test('a birthday may be today, anywhere in the world, but not later', async () => {
    const now = Date.UTC(2099, 5, 1, 9, 59);
    const { browser } = await createSignedIn(layla, { now: () => now });
    expect((await save(browser, { dob: '2099-06-01' })).has_errors).toBe(false);
    expect((await save(browser, { dob: '2099-06-02' })).has_errors).toBe(true);
  });

  test('where it is tomorrow already, tomorrow is no future', async () => {
    const now = Date.UTC(2099, 5, 1, 10, 0);
    const { browser } = await createSignedIn(layla, { now: () => now });
    expect((await save(browser, { dob: '2099-06-02' })).has_errors).toBe(false);
  });
});

test('the built-in form has the 249 countries, by name as the language sorts them', async () => {
  const { browser } = await createSignedIn();
  const readNames = async () => {
    const { form } = (await (await browser.get(apiPaths.update)).json()) as UpdateAnswer;
    const ui = form.ui_schema.nationality as { 'ui:enumNames': string[] };
    return ui['ui:enumNames'];
  };
  const english = await readNames();
  expect(english).toHaveLength(249);
  expect(english).toEqual(english.toSorted(new Intl.Collator('en-GB').compare));
  await browser.postJson(apiPaths.language, { language: 'ar' });
  const arabic = await readNames();
  expect(arabic).toHaveLength(249);
  expect(arabic).toEqual(arabic.toSorted(new Intl.Collator('ar-AE').compare));
  expect(arabic).toContain('لبنان');
});

describe('a profile is opened', () => {
  test('by the token of a session alone', async () => {
    const { app, browser } = await createSignedIn();
    const { profiles } = app.dependencies;
    const sessionToken = browser.cookies.get('session') ?? null;
    const profile = await profiles.open({ sessionToken });
    expect(profile).toMatchObject({ customerId: layla.customer_id, version: '1', language: 'en' });
    for (const other of [null, '', 'x', 'A'.repeat(43)]) {
      expect(await profiles.open({ sessionToken: other })).toBeNull();
    }
  });

  test('until its session ends', async () => {
    const { app, browser } = await createSignedIn();
    const { profiles, signOut } = app.dependencies;
    const credentials = { sessionToken: browser.cookies.get('session') ?? null };
    await signOut(credentials, { everywhere: false });
    expect(await profiles.open(credentials)).toBeNull();
    expect(await signOut({ sessionToken: null }, { everywhere: false })).toBeNull();
  });
});

test('a language is stored once, and a visitor has no profile to store it in', async () => {
  const { app, browser } = await createSignedIn();
  const { profiles } = app.dependencies;
  const profile = await profiles.open({ sessionToken: browser.cookies.get('session') ?? null });
  expect(await profiles.setLanguage(profile, 'ar')).toMatchObject({ language: 'ar', version: '2' });
  expect(await profiles.setLanguage(profile, 'ar')).toMatchObject({ language: 'ar', version: '2' });
  expect(await profiles.setLanguage(null, 'ar')).toBeNull();
});

import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { readJson, requestCode, signIn, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla, omar } from '../testing/test-customers.ts';

const { language: languagePath, customer: customerPath } = apiPaths;

describe('GET /customer/language/', () => {
  test('gives the customer’s language, whatever the browser asks for', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.get(languagePath, { 'accept-language': 'ar' });
    expect(await response.text()).toBe('{"language":"en","error_message":null}');
  });

  test('gives a visitor the language of the cookie, then the browser’s, then the default', async () => {
    const app = await createAppWithCustomers({ variables: { DEFAULT_LANGUAGE: 'ar' } });
    const browser = new TestBrowser(app);
    const ask = async (wish: string) => {
      const { language } = await readJson(await browser.get(languagePath, { 'accept-language': wish }));
      return language;
    };
    expect(await ask('pt, de;q=0.5')).toBe('ar');
    expect(await ask('de, en-US;q=0.9, ar;q=0.5')).toBe('en');
    await browser.postJson(languagePath, { language: 'ar' });
    expect(await ask('en')).toBe('ar');
  });

  test('gives a customer without a language the one that a visitor would get', async () => {
    const { browser } = await createSignedIn({ mobile: '+971504445566' });
    const response = await browser.get(languagePath, { 'accept-language': 'ar' });
    expect(await readJson(response)).toEqual({ language: 'ar', error_message: null });
  });
});

describe('POST /customer/language/ of a customer', () => {
  test('stores the language as the customer’s', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson(languagePath, { language: 'ar' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('{"language":"ar"}');
    expect(await readJson(await browser.get(customerPath))).toMatchObject({ language: 'ar' });
  });

  test('takes a form body', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postForm(languagePath, { language: 'ar' });
    expect(await readJson(response)).toEqual({ language: 'ar' });
    expect(await readJson(await browser.get(customerPath))).toMatchObject({ language: 'ar' });
  });

  test('refuses an unknown language, and changes nothing', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson(languagePath, { language: 'de' });
    expect(response.status).toBe(400);
    expect(await readJson(response)).toEqual({
      language: 'en',
      error_message: 'There is no language de here',
    });
    expect(browser.cookies.has('language')).toBe(false);
    expect(await readJson(await browser.get(customerPath))).toMatchObject({ language: 'en' });
  });

  test('says what is wrong in the language in force', async () => {
    const { browser } = await createSignedIn();
    await browser.postJson(languagePath, { language: 'ar' });
    const response = await browser.postJson(languagePath, { language: 'de' });
    expect(await readJson(response)).toEqual({
      language: 'ar',
      error_message: 'لا تتوفر اللغة \u2068de\u2069 هنا',
    });
  });
});

describe('POST /customer/language/ of a visitor', () => {
  test('gives the parameter back and remembers it', async () => {
    const browser = new TestBrowser(await createAppWithCustomers());
    const response = await browser.postJson(languagePath, { language: 'ar' });
    expect([response.status, await response.text()]).toEqual([200, '{"language":"ar"}']);
    expect(await readJson(await browser.get(languagePath))).toEqual({ language: 'ar', error_message: null });
  });

  test('ignores an unknown language, and remembers nothing', async () => {
    const browser = new TestBrowser(await createAppWithCustomers());
    const response = await browser.postJson(languagePath, { language: 'pt-BR' });
    expect([response.status, await response.text()]).toEqual([200, '{"language":"pt-BR"}']);
    expect(browser.cookies.size).toBe(0);
  });
});

const errorCases: [body: object, text: string][] = [
  [{}, 'language is missing'],
  [{ language: '' }, 'language is missing'],
  [{ language: null }, 'language is missing'],
  [{ language: ['ar'] }, 'language is missing'],
  [{ language: 'Arabic please' }, 'language must be a language code such as en'],
  [{ language: '__proto__' }, 'language must be a language code such as en'],
];

describe.each(errorCases)('POST /customer/language/ with %j', (body, error_message) => {
  test('is refused, of a customer', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson(languagePath, body);
    expect(response.status).toBe(400);
    expect(await readJson(response)).toEqual({ language: 'en', error_message });
  });

  test('is refused, of a visitor', async () => {
    const browser = new TestBrowser(await createAppWithCustomers());
    const response = await browser.postJson(languagePath, body);
    expect(response.status).toBe(400);
    expect(await readJson(response)).toMatchObject({ error_message });
  });
});

describe('a language chosen before signing in', () => {
  const getLanguage = async (browser: TestBrowser) =>
    (await readJson(await browser.get(customerPath))).language;

  test('becomes the customer’s through the API, and the next page says so once', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    await browser.postJson(languagePath, { language: 'ur' });
    await signIn(app, layla.mobile, browser);
    expect(await getLanguage(browser)).toBe('ur');
    const said = 'اب آپ کی زبان اردو ہے';
    expect(await (await browser.get(pagePaths.profile)).text()).toContain(said);
    expect(await (await browser.get(pagePaths.profile)).text()).not.toContain(said);
  });

  test('becomes the customer’s through the pages', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const code = await requestCode(app, browser, layla.mobile);
    await browser.postForm(pagePaths.language, { language: 'sw', next: pagePaths.signIn });
    await browser.postForm(pagePaths.signIn, { mobile: layla.mobile, code });
    expect(await getLanguage(browser)).toBe('sw');
  });

  test('becomes that of a customer who had none, without a word', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    await browser.postJson(languagePath, { language: 'fr' });
    await signIn(app, omar.mobile, browser);
    expect(await getLanguage(browser)).toBe('fr');
    expect(browser.cookies.has('language-before')).toBe(false);
  });

  test('is forgotten by signing in: the next customer of the browser keeps an own language', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    await browser.postJson(languagePath, { language: 'fr' });
    await signIn(app, omar.mobile, browser);
    await signIn(app, layla.mobile, browser);
    expect(await getLanguage(browser)).toBe('en');
  });

  test('does not win when the visitor chose nothing: the cookie of an earlier visit is no choice', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    browser.cookies.set('language', 'ar');
    await signIn(app, layla.mobile, browser);
    expect(await getLanguage(browser)).toBe('en');
  });
});

test('a customer’s switch through the page is reported by the page that follows, with the way back', async () => {
  const { browser } = await createSignedIn();
  await browser.postForm(pagePaths.language, { language: 'es', next: pagePaths.edit });
  const page = await (await browser.get(pagePaths.edit)).text();
  expect(page).toContain('Idioma elegido: Español, también para los mensajes que enviamos.');
  expect(page).toMatch(/value="en"[^>]*>Deshacer</);
});

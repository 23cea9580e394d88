import { createHash } from 'node:crypto';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { loadCommandForm } from '../customers/command-context.ts';
import { readCommandEnv } from '../env.ts';
import { projectFolder } from '../project-folder.ts';
import { createFolder } from '../testing/create-database.ts';
import { startFileApp, type TestApp } from '../testing/create-test-app.ts';
import { importText } from '../testing/import-text.ts';
import { readJson, signIn, TestBrowser } from '../testing/test-browser.ts';
import { writeFiles } from '../testing/write-files.ts';

const branded = {
  CONFIG: path.join(projectFolder, 'examples/brand/profile.config.json'),
  PROFILE_FORM: path.join(projectFolder, 'examples/brand/form.json'),
  DEFAULT_LANGUAGE: 'ar',
};
const forEver = 'public, max-age=31536000, immutable';

/** Imports customers as the command does with these variables. */
async function importCustomers(app: TestApp, csv: string, variables: Record<string, string>): Promise<void> {
  const { close, ...form } = loadCommandForm(readCommandEnv(variables));
  await importText({ ...form, store: app.dependencies.store }, csv).finally(close);
}

function read(response: Promise<Response>): Promise<string> {
  return response.then((answer) => answer.text());
}

describe('with the example brand', () => {
  let app: TestApp;
  const english = { 'accept-language': 'en' };
  beforeAll(async () => {
    app = await startFileApp({ variables: branded });
  });

  test('pages have its name, logo, links, support and icon in their language', async () => {
    const page = await read(new TestBrowser(app).get('/sign-in', english));
    expect(page).toContain('<title>Sign in – Safina Insurance</title>');
    expect(page).toMatch(
      /<img class="brand-logo" src="\/brand\/[\w-]{22}\.svg" width="48" height="48" alt=""/,
    );
    expect(page).toMatch(/<source media="screen and \(prefers-color-scheme: dark\)" srcSet="\/brand\//);
    expect(page).toMatch(/<link rel="icon" href="\/brand\/[\w-]{22}\.svg" type="image\/svg\+xml">/);
    expect(page).toContain('<a class="link" href="https://safina.example/privacy">Privacy notice</a>');
    expect(page.split('href="tel:+97145550100"')).toHaveLength(3);
    const arabic = await read(new TestBrowser(app).get('/sign-in'));
    expect(arabic).toContain('<html lang="ar" dir="rtl">');
    expect(arabic).toContain('– سفينة للتأمين</title>');
    expect(arabic).toContain('<a class="link" href="https://safina.example/ar/privacy">إشعار الخصوصية</a>');
  });

  test('its colours and the stylesheet are inline styles, and the policy allows no other one', async () => {
    const answer = await new TestBrowser(app).get('/sign-in');
    const styles = [...(await answer.text()).matchAll(/<style>(.*?)<\/style>/gs)].map(([, style]) => style);
    expect(styles).toHaveLength(2);
    const hashes = styles.map((style = '') => createHash('sha256').update(style).digest('base64'));
    const [, allowed = ''] =
      /style-src 'self' ([^;]*);/.exec(answer.headers.get('content-security-policy') ?? '') ?? [];
    expect(allowed.split(' ').toSorted()).toEqual(hashes.map((hash) => `'sha256-${hash}'`).toSorted());
  });

  test('its pictures can be kept for ever, and run no script', async () => {
    const browser = new TestBrowser(app);
    const page = await read(browser.get('/sign-in'));
    const [, url = ''] = /<img class="brand-logo" src="([^"]+)"/.exec(page) ?? [];
    const { status, headers } = await browser.get(url);
    expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([
      ...[200, 'image/svg+xml', forEver],
    ]);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*; sandbox$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect((await browser.send(url, { method: 'POST' })).status).toBe(405);
    for (const name of ['none.svg', '..%2fprofile.config.json', 'constructor']) {
      expect((await browser.get(`/brand/${name}`)).status).toBe(404);
    }
  });

  test('only its languages are offered, in its order', async () => {
    const browser = new TestBrowser(app);
    const page = await read(browser.get('/sign-in', { 'accept-language': 'fr' }));
    const codes = [...page.matchAll(/<button type="submit" class="link" value="(\w+)"/g)].map(
      ([, code]) => code,
    );
    expect(codes).toEqual(['ar', 'en']);
    expect((await browser.postForm('/language', { language: 'fr', next: '/' })).status).toBe(400);
    expect(await readJson(await browser.get(apiPaths.language))).toEqual({
      language: 'ar',
      error_message: null,
    });
  });

  test('the form has the texts of its definition in the language of the customer', async () => {
    const csv = 'mobile,language,dob\n+971501112233,en,1988-02-29\n+971501112244,ar,1988-02-29\n';
    await importCustomers(app, csv, branded);
    const [layla, omar] = [await signIn(app, '+971501112233'), await signIn(app, '+971501112244')];
    const form = (await readJson(await layla.get(apiPaths.update))).form;
    expect(form).toMatchObject({
      schema: {
        properties: {
          claims_by: { title: 'How we report on a claim', oneOf: [{ title: 'By email' }, {}, {}] },
          language: { enum: ['ar', 'en'] },
        },
      },
      ui_schema: {
        'ui:options': { sections: [{ title: 'About you' }, {}, { title: 'Motor insurance' }] },
        vehicle: { parked: { 'ui:enumNames': ['In a garage', 'In the street'] } },
      },
    });
    const profile = await read(omar.get('/'));
    expect(profile).toContain('كيف نُبلغك عن مطالبتك');
    // The digits of the language, and the Hijri date.
    expect(profile).toMatch(/٢٩.*١٩٨٨.*١٤٠٨/);
    const csvFrench = 'mobile,language\n+971501112255,fr\n';
    await expect(importCustomers(app, csvFrench, branded)).rejects.toThrow(
      'Line 2: language is not in the right form',
    );
  });
});

describe('with a folder of texts', () => {
  const texts = {
    'pt/app.json': {
      'signIn.title': 'Iniciar sessão',
      'sms.code': '{{code}} é o seu código. É válido por {{minutes}} minutos.',
    },
    'ar/app.json': { 'signIn.title': 'دخول' },
  };
  const folder = createFolder((undo) => afterAll(undo));
  const variables = { LOCALES: folder, DEFAULT_LANGUAGE: 'pt' };
  let app: TestApp;
  beforeAll(async () => {
    writeFiles(texts, folder);
    app = await startFileApp({ variables });
  });

  test('a ninth language is one like the others, with English where it lacks a text', async () => {
    const browser = new TestBrowser(app);
    const page = await read(browser.get('/sign-in', { 'accept-language': 'pt-BR' }));
    expect(page).toContain('<html lang="pt" dir="ltr">');
    expect(page).toContain('Iniciar sessão');
    expect(page).toContain('Send code');
    expect(page).toContain(
      'value="pt" lang="pt" dir="ltr" aria-current="true" name="language">Português</button>',
    );
    expect(await read(browser.get('/sign-in', { 'accept-language': 'ar' }))).toContain('دخول');
    const csv = 'mobile,language,first_name,last_name\n+971501112233,pt,Rita,Alves\n';
    await importCustomers(app, csv, variables);
    const customer = await signIn(app, '+971501112233');
    expect(app.gateway.requests.at(-1)?.body).toMatchObject({
      language: 'pt',
      text: expect.stringMatching(/^\d{6} é o seu código\. É válido por 5 minutos\./),
    });
    expect(await read(customer.get('/'))).toContain('<html lang="pt" dir="ltr">');
    const saved = await customer.postJson(apiPaths.update, { language: 'ar' });
    expect(await readJson(saved)).toMatchObject({ has_errors: false, form: { data: { language: 'ar' } } });
  });

  test('pages load the texts of their language as modules that can be kept for ever', async () => {
    const browser = new TestBrowser(app);
    const page = await read(browser.get('/sign-in'));
    const [url = ''] = /\/texts\/[\w-]{22}\/pt\/app\.js/.exec(page) ?? [];
    const answer = await browser.get(url, { 'accept-encoding': 'gzip' });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, forEver]);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    const source = await read(browser.get(url));
    const module = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as {
      default: { app: Record<string, string> };
    };
    expect(module.default.app).toMatchObject({
      'signIn.title': 'Iniciar sessão',
      'signIn.send': 'Send code',
    });
    for (const wrong of [
      url.replace('/pt/', '/xx/'),
      url.replace('app.js', 'constructor.js'),
      '/texts/x/pt/app.js',
    ]) {
      expect((await browser.get(wrong)).status).toBe(404);
    }
    expect((await browser.send(url, { method: 'DELETE' })).status).toBe(405);
  });

  test('the log has one line for each file with missing texts', () => {
    const lines = app.logs
      .map((line) => JSON.parse(line))
      .filter(({ msg }) => String(msg).startsWith('LOCALES lacks'));
    expect(lines.map(({ file }) => file)).toEqual(
      ['app', 'controls', 'errors', 'files', 'form', 'playground'].map((name) => `pt/${name}.json`),
    );
    expect(lines[0]).toMatchObject({ level: 40, unknown: 0, missing: expect.any(Number) });
    expect(lines[0].keys).toHaveLength(20);
  });
});

test('without a configuration there are no links, and no colours but those of the stylesheet', async () => {
  const app = await startFileApp({});
  const answer = await new TestBrowser(app).get('/sign-in');
  const page = await answer.text();
  expect(page).not.toMatch(/class="footer"|theme-color/);
  expect(page.match(/<style>/g)).toHaveLength(1);
  expect(page).toContain('<link rel="icon" href="/icon.svg" type="image/svg+xml">');
});

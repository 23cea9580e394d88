import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { createTestApp, type TestApp } from '../testing/create-test-app.ts';
import { readJson, requestCode, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn, layla, omar } from '../testing/test-customers.ts';

const { mobile } = layla;

/** Returns a browser that has got as far as the second step of signing in, and the code that it was sent. */
async function startSigningIn(
  app: TestApp,
  path: string = pagePaths.signIn,
): Promise<{ browser: TestBrowser; code: string }> {
  const browser = new TestBrowser(app);
  await browser.postForm(path, { mobile });
  await app.dependencies.signIn.settle();
  return { browser, code: app.gateway.requests.at(-1)?.body.code ?? '' };
}

describe('a page without a session', () => {
  test.each([
    ['/', '/sign-in?next=%2F'],
    ['/edit', '/sign-in?next=%2Fedit'],
    ['/edit/', '/sign-in?next=%2Fedit%2F'],
    ['/edit?from=mail&x=1', '/sign-in?next=%2Fedit%3Ffrom%3Dmail%26x%3D1'],
  ])('leads to the sign-in page: %s', async (path, location) => {
    const response = await new TestBrowser(await createTestApp()).get(path);
    expect([response.status, response.headers.get('location')]).toEqual([303, location]);
  });

  test('leads there from a form too', async () => {
    const response = await new TestBrowser(await createTestApp()).postForm(pagePaths.edit, {});
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fedit']);
  });

  test('that there is not is not found', async () => {
    const response = await new TestBrowser(await createTestApp()).get('/nothing');
    const html = await response.text();
    expect(response.status).toBe(404);
    expect(html).toContain('<title>Page not found – My profile</title>');
    expect(html).toContain('<main');
  });
});

describe('the language of a page', () => {
  test.each([
    ['en', '<html lang="en" dir="ltr">'],
    ['ar', '<html lang="ar" dir="rtl">'],
  ])('is said in its markup (%s)', async (language, markup) => {
    const browser = new TestBrowser(await createTestApp(), { headers: { 'accept-language': language } });
    for (const path of ['/sign-in', '/nothing']) {
      expect(await (await browser.get(path)).text()).toContain(markup);
    }
  });

  test('can be switched by a visitor, who comes back to the same page', async () => {
    const browser = new TestBrowser(await createTestApp());
    const next = '/sign-in?next=%2Fedit';
    const response = await browser.postForm(pagePaths.language, { language: 'ar', next });
    expect([response.status, response.headers.get('location')]).toEqual([303, next]);
    expect(await (await browser.get(next)).text()).toContain('<html lang="ar" dir="rtl">');
  });

  test('can be switched by a customer, for whom it is stored', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postForm(pagePaths.language, { language: 'ar', next: '/edit' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/edit']);
    expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ language: 'ar' });
    const html = await (await browser.get('/edit')).text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    // The name of each language is in that language.
    expect(html).toContain('<option value="fr" lang="fr">Français</option>');
    expect(await (await browser.get('/')).text()).toContain('<bdi lang="ar">العربية</bdi>');
  });

  test.each([{ language: 'de' }, { language: '' }, {}])('must be one of ours (%j)', async (fields) => {
    const response = await new TestBrowser(await createTestApp()).postForm(pagePaths.language, fields);
    expect(response.status).toBe(400);
  });
});

/** Addresses that would lead to another site or round in a circle. */
const foreign = [
  'https://example.com/',
  '//example.com',
  '/\\example.com',
  '/\t/example.com',
  'javascript:alert(1)',
  'edit',
  '/sign-in?next=/sign-in',
];

describe('next', () => {
  test.each(foreign)('never leads elsewhere after signing in: %s', async (next) => {
    const app = await createAppWithCustomers();
    const path = `${pagePaths.signIn}?next=${encodeURIComponent(next)}`;
    const { browser, code } = await startSigningIn(app, path);
    const response = await browser.postForm(path, { mobile, code });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  });

  test.each(foreign.slice(0, -1))('never leads elsewhere after switching the language: %s', async (next) => {
    const browser = new TestBrowser(await createTestApp());
    const direct = await browser.postForm(pagePaths.language, { language: 'ar', next });
    expect(direct.headers.get('location')).toBe('/');
    const nested = `/sign-in?next=${encodeURIComponent(next)}`;
    const response = await browser.postForm(pagePaths.language, { language: 'ar', next: nested });
    expect(response.headers.get('location')).toBe('/sign-in');
  });
});

describe('signing in with forms', () => {
  test('leads through both steps to the page that was asked for', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    const path = '/sign-in?next=%2Fedit';
    expect(await (await browser.get(path)).text()).toContain('name="mobile"');
    const first = await browser.postForm(path, { mobile: '050 111 2233' });
    expect([first.status, first.headers.get('location')]).toEqual([303, path]);
    const page = await (await browser.get(path)).text();
    expect(page).toContain('name="code"');
    expect(page).toContain('autoComplete="one-time-code"');
    await app.dependencies.signIn.settle();
    const code = app.gateway.requests.at(-1)?.body.code ?? '';
    const second = await browser.postForm(path, { code });
    expect([second.status, second.headers.get('location')]).toEqual([303, '/edit']);
    expect((await browser.get('/edit')).status).toBe(200);
  });

  test('never puts the number into an address', async () => {
    const app = await createAppWithCustomers();
    const response = await new TestBrowser(app).postForm(pagePaths.signIn, { mobile });
    expect(response.headers.get('location')).toBe(pagePaths.signIn);
  });

  test('gives 422 and the page for what is no number, with what was typed', async () => {
    const response = await new TestBrowser(await createTestApp()).postForm('/sign-in', { mobile: '12<"' });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('Enter a mobile number such as');
    expect(html).toContain('value="12&lt;&quot;"');
  });

  test('returns at most 64 characters of the typed text', async () => {
    const typed = '7'.repeat(100_000);
    const browser = new TestBrowser(await createTestApp());
    for (const form of [{ mobile: typed }, { mobile: typed, code: '' }, { mobile: typed, code: '123456' }]) {
      const html = await (await browser.postForm('/sign-in', form)).text();
      expect(html).toContain('7'.repeat(64));
      expect(html).not.toContain('7'.repeat(65));
    }
  });

  test.each([
    ['no code', '', 'Enter the 6-digit code from the message'],
    ['a wrong code', 'wrong', 'This code is wrong. 4 tries left'],
  ])('gives 422 and the page for %s', async (_, code, text) => {
    const { browser } = await startSigningIn(await createAppWithCustomers());
    const response = await browser.postForm(pagePaths.signIn, { mobile, code });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain(text);
    expect(html).toContain('<title>Error: ');
  });

  test('gives 422 for a code without a number', async () => {
    const response = await new TestBrowser(await createTestApp()).postForm('/sign-in', { code: '123456' });
    expect(response.status).toBe(422);
  });

  test('gives 429 with Retry-After for what is done too often', async () => {
    const app = await createAppWithCustomers();
    const browser = new TestBrowser(app);
    for (let index = 0; index < 10; index += 1) await browser.postForm('/sign-in', { mobile, code: 'wrong' });
    const code = await browser.postForm('/sign-in', { mobile, code: 'wrong' });
    for (let index = 0; index < 10; index += 1) await browser.postForm('/sign-in', { mobile });
    const number = await browser.postForm('/sign-in', { mobile });
    for (const response of [code, number]) {
      expect(response.status).toBe(429);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await response.text()).toContain('That was tried too often');
    }
  });

  test('can begin anew with another number', async () => {
    const { browser } = await startSigningIn(await createAppWithCustomers());
    expect(await (await browser.get('/sign-in?change')).text()).toContain('name="mobile"');
    expect(await (await browser.get('/sign-in')).text()).toContain('name="mobile"');
  });

  test('does not believe a number that the browser made up', async () => {
    const browser = new TestBrowser(await createAppWithCustomers());
    browser.cookies.set('sign-in', `${mobile}.${Date.now()}.${'0'.repeat(64)}`);
    expect(await (await browser.get('/sign-in')).text()).toContain('name="mobile"');
  });

  test('is not for those who are signed in', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.get('/sign-in?next=%2Fedit');
    expect([response.status, response.headers.get('location')]).toEqual([303, '/edit']);
  });
});

describe('signing out', () => {
  test('leads to the sign-in page, which says so once, and ends the session', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postForm(pagePaths.signOut, {});
    expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in']);
    expect(await (await browser.get('/sign-in')).text()).toContain('You are signed out.');
    expect(await (await browser.get('/sign-in')).text()).not.toContain('You are signed out.');
    expect((await browser.get('/')).status).toBe(303);
  });

  test('keeps the language', async () => {
    const { browser } = await createSignedIn();
    await browser.postJson(apiPaths.language, { language: 'ar' });
    browser.cookies.delete('language');
    await browser.postForm(pagePaths.signOut, {});
    expect(await (await browser.get('/sign-in')).text()).toContain('<html lang="ar"');
  });
});

describe('the profile', () => {
  test('is in the page that the server sends', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.get('/');
    const html = await response.text();
    expect(response.status).toBe(200);
    for (const text of ['Layla', 'Haddad', 'Lebanon', '29 February 1988', 'Female'])
      expect(html).toContain(text);
  });

  test('links to the fields of what is not given', async () => {
    const { browser } = await createSignedIn(omar);
    expect(await (await browser.get('/')).text()).toContain('aria-label="Add: Address"');
  });
});

describe('the edit page', () => {
  test('is a form that posts to itself, its fields named after the payload', async () => {
    const { browser } = await createSignedIn();
    const html = await (await browser.get('/edit')).text();
    expect(html).toMatch(/<form[^>]* method="post"/i);
    const names = [...html.matchAll(/ name="root\[([^\]"]+)\]/g)].map(([, name]) => name);
    const { customer_id, ...values } = layla;
    expect(new Set(names)).toEqual(new Set(Object.keys(values)));
    expect(html).toContain('value="Layla"');
  });

  test('saves, leads to the profile, and says so once', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postForm('/edit', { 'root[first_name]': 'Lulu', if_match: '1' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
    const html = await (await browser.get('/')).text();
    expect(html).toContain('Your profile has been saved.');
    expect(html).toContain('Lulu');
    expect(await (await browser.get('/')).text()).not.toContain('Your profile has been saved.');
  });

  test('comes back in the new language when that was changed', async () => {
    const { browser } = await createSignedIn();
    await browser.postForm('/edit', { 'root[language]': 'ar' });
    const html = await (await browser.get('/')).text();
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('تم حفظ ملفك الشخصي.');
  });

  test('gives 422 and itself with the errors, and what was typed', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postForm('/edit', {
      'root[first_name]': '',
      'root[email]': 'not "an" email',
      if_match: '1',
    });
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('<title>Error: Edit your profile – My profile</title>');
    expect(html).toContain('First name: fill this in');
    expect(html).toContain('href="#root_email"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('value="not &quot;an&quot; email"');
    expect(html).toMatch(/name="if_match"[^>]* value="1"/);
    expect(await readJson(await browser.get(apiPaths.customer))).toEqual(layla);
  });

  test('gives 412 and itself with what was typed when somebody saved in between', async () => {
    const { browser } = await createSignedIn();
    await browser.postJson(apiPaths.update, { first_name: 'Elsewhere' });
    const response = await browser.postForm('/edit', { 'root[first_name]': 'Here', if_match: '1' });
    const html = await response.text();
    expect(response.status).toBe(412);
    expect(html).toContain('Your profile was changed elsewhere in the meantime');
    expect(html).toContain('value="Here"');
    expect(html).toMatch(/name="if_match"[^>]* value="2"/);
    expect(await readJson(await browser.get(apiPaths.customer))).toMatchObject({ first_name: 'Elsewhere' });
  });

  test('gives 400 for what is no form', async () => {
    const { browser } = await createSignedIn();
    const response = await browser.postJson('/edit', { first_name: 'x' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('We could not read that');
  });
});

test('what a customer typed is text in every page, never markup or script', async () => {
  const { browser } = await createSignedIn();
  const attack = '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\'\u2028$& <!--';
  await browser.postJson(apiPaths.update, { first_name: attack, address: attack });
  for (const path of ['/', '/edit']) {
    const html = await (await browser.get(path)).text();
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
    expect(html.match(/<\/script>/g)).toHaveLength(2);
  }
});

test('the sign-in page offers the code that was asked for through the API too', async () => {
  const app = await createAppWithCustomers();
  const browser = new TestBrowser(app);
  await requestCode(app, browser, mobile);
  expect(await (await browser.get('/sign-in')).text()).toContain('name="code"');
});

import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import { createBackendApp, signInAtBackend, startBackend, stop } from '../testing/start-backend.ts';
import { TestBrowser } from '../testing/test-browser.ts';

const typed = {
  form_customer: 'c-layla',
  'root[first_name]': 'Typed',
  'root[last_name]': 'Haddad',
  'root[children]': 'two',
};

test('a page without a session leads to the backend’s login, and back', async () => {
  const { app, url } = await startBackend();
  const browser = new TestBrowser(app);
  const page = await browser.get('/edit');
  expect([page.status, page.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fedit']);
  const signIn = await browser.get('/sign-in?next=%2Fedit');
  const next = encodeURIComponent('http://localhost/edit');
  expect([signIn.status, signIn.headers.get('location')]).toEqual([303, `${url}/login/?next=${next}`]);
});

test('signing in never leads to another site', async () => {
  const { app, url } = await startBackend();
  const response = await new TestBrowser(app).get('/sign-in?next=//evil.example');
  const next = encodeURIComponent('http://localhost/');
  expect(response.headers.get('location')).toBe(`${url}/login/?next=${next}`);
});

test('a customer who is signed in goes on to the page', async () => {
  const { browser } = await startBackend();
  const response = await browser.get('/sign-in?next=%2Fedit');
  expect([response.status, response.headers.get('location')]).toEqual([303, '/edit']);
});

test('what was typed comes back after the session had ended', async () => {
  const { app, browser, url } = await startBackend();
  browser.cookies.set('backend_session', 'ended');
  const submitted = await browser.postForm('/edit', typed);
  expect([submitted.status, submitted.headers.get('location')]).toEqual([
    307,
    '/sign-in/continue?next=%2Fedit',
  ]);
  // With 307 the browser posts the same form there. A redirect to the backend would break `form-action 'self'`.
  const page = await browser.postForm('/sign-in/continue?next=%2Fedit', typed);
  expect(page.status).toBe(200);
  const html = await page.text();
  expect(html).toContain(`href="${url}/login/?next=${encodeURIComponent('http://localhost/edit')}"`);
  expect(html).not.toContain('Typed');

  const signedIn = await signInAtBackend(app, url);
  for (const [name, value] of browser.cookies) {
    if (!signedIn.cookies.has(name)) signedIn.cookies.set(name, value);
  }
  const restored = await (await signedIn.get('/edit')).text();
  expect(restored).toMatch(/name="root\[first_name\]"[^>]*value="Typed"/);
  expect(restored).toMatch(/name="root\[children\]"[^>]*value="two"/);
  expect(restored).toContain('What you typed before is here again');
  const afterwards = await (await signedIn.get('/edit')).text();
  expect(afterwards).toMatch(/name="root\[first_name\]"[^>]*value="Layla"/);
});

test('what is too long for a cookie stays in the page, which gives it back', async () => {
  const { app, browser, url } = await startBackend();
  browser.cookies.set('backend_session', 'ended');
  const long = { ...typed, 'root[last_name]': 'x'.repeat(5000) };
  const html = await (await browser.postForm('/sign-in/continue?next=%2Fedit', long)).text();
  expect(html).toContain('target="_blank"');
  const [, sealed = ''] = new RegExp(`name="${sealedSubmissionField}" value="([^"]+)"`).exec(html) ?? [];
  const signedIn = await signInAtBackend(app, url);
  const submitted = await signedIn.postForm('/sign-in/continue', { [sealedSubmissionField]: sealed });
  expect([submitted.status, submitted.headers.get('location')]).toEqual([307, '/edit?rerender']);
  const restored = await signedIn.postForm('/edit?rerender', { [sealedSubmissionField]: sealed });
  expect(await restored.text()).toContain('x'.repeat(5000));
});

test('the next customer on that machine sees nothing of it', async () => {
  const { app, browser, url, backend } = await startBackend();
  browser.cookies.set('backend_session', 'ended');
  await browser.postForm('/sign-in/continue?next=%2Fedit', typed);
  backend.data.set('c-omar', { first_name: 'Omar', mobile: '+971504445566' });
  const other = await signInAtBackend(app, url, 'c-omar');
  other.cookies.set('submission', browser.cookies.get('submission') ?? '');
  const response = await other.get('/edit');
  expect([response.status, response.headers.get('location')]).toEqual([303, '/edit']);
  expect(await (await other.get('/edit')).text()).not.toContain('Typed');
});

test('signing out ends the backend’s session, in the browser too', async () => {
  const { app, browser } = await startBackend();
  const session = browser.cookies.get('backend_session') ?? '';
  const response = await browser.postForm('/sign-out', {});
  expect([response.status, response.headers.get('location')]).toEqual([303, '/sign-in/continue']);
  expect(browser.cookies.has('backend_session')).toBe(false);
  expect(await (await browser.get('/sign-in/continue')).text()).toContain('You are signed out.');
  const thief = new TestBrowser(app);
  thief.cookies.set('backend_session', session);
  expect((await thief.get(apiPaths.customer)).status).toBe(401);
});

for (const by of ['API', 'page']) {
  for (const failure of ['gone', 'slow', '500'] as const) {
    test(`signing out works while the backend fails with "${failure}" (${by})`, async () => {
      const { app, browser, backend } = await startBackend();
      if (failure === 'gone') stop(backend.server);
      else backend.options.failure = failure;
      const calls: string[] = [];
      backend.server.prependListener('request', ({ method, url }) => calls.push(`${method} ${url}`));
      const before = performance.now();
      const response =
        by === 'API'
          ? await browser.send(apiPaths.logout, { method: 'POST' })
          : await browser.postForm('/sign-out', {});
      expect(response.status).toBe(by === 'API' ? 204 : 303);
      expect(performance.now() - before).toBeLessThan(4000);
      expect([...browser.cookies.keys()]).not.toContain('backend_session');
      expect([...browser.cookies.keys()]).not.toContain('csrftoken');
      // No profile is opened before.
      expect(calls).toEqual(failure === 'gone' ? [] : ['POST /api/v3/customer/logout/']);
      if (failure !== 'slow') expect(app.logs.join()).toContain('The backend did not end a session');
      expect((await browser.get('/sign-in/continue')).status).toBe(200);
    });
  }
}

test('after signing out the page keeps the language of the customer', async () => {
  const { browser, backend } = await startBackend();
  backend.data.set('c-layla', { ...backend.data.get('c-layla'), language: 'ar' });
  await browser.get('/');
  await browser.postForm('/sign-out', {});
  expect(await (await browser.get('/sign-in/continue')).text()).toContain('<html lang="ar"');
});

test('the API signs out too, and offers no codes', async () => {
  const { browser } = await startBackend();
  expect((await browser.send(apiPaths.logout, { method: 'POST' })).status).toBe(204);
  expect((await browser.get(apiPaths.customer)).status).toBe(401);
  expect((await browser.postJson(apiPaths.login, { mobile: '+971501112233' })).status).toBe(404);
});

test('a session that the backend renews reaches the browser, bound to our host', async () => {
  const { browser } = await startBackend({ failure: 'rotate' });
  const before = browser.cookies.get('backend_session');
  const response = await browser.get('/edit');
  expect(response.status).toBe(200);
  const [line = ''] = response.headers
    .getSetCookie()
    .filter((cookie) => cookie.startsWith('backend_session'));
  expect(line).toMatch(/^backend_session=[0-9a-f]{32}; Path=\/; HttpOnly; SameSite=Lax$/);
  expect(browser.cookies.get('backend_session')).not.toBe(before);
  const saved = await browser.postJson(apiPaths.update, { last_name: 'Rotated' });
  expect(saved.status).toBe(200);
});

test('only the named cookies travel: neither ours to the backend, nor others of the backend to the browser', async () => {
  const { browser, backend } = await startBackend();
  const seen: string[] = [];
  backend.server.prependListener('request', ({ headers }, response) => {
    seen.push(headers.cookie ?? '');
    response.appendHeader('set-cookie', 'session=fixed; Path=/');
    response.appendHeader('set-cookie', 'tracking=1; Domain=localhost');
  });
  browser.cookies.set('session', 'ours');
  browser.cookies.set('language', 'en');
  const response = await browser.get(apiPaths.update);
  expect(response.status).toBe(200);
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(seen.join()).not.toMatch(/ours|(^|; )session=/);
});

test('a language that is chosen without a session leads to a page of ours', async () => {
  const browser = new TestBrowser(await createBackendApp('http://127.0.0.1:1'));
  const response = await browser.postForm('/language', { language: 'ar', next: '/edit' });
  expect([response.status, response.headers.get('location')]).toEqual([
    303,
    '/sign-in/continue?next=%2Fedit',
  ]);
  expect(await (await browser.get('/sign-in/continue?next=%2Fedit')).text()).toContain('<html lang="ar"');
});

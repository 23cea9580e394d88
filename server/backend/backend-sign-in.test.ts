import { fieldPart, filePart, filesPath } from 'schema-form/server';
import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { type BackendFixture, startBackend } from '../testing/start-backend.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';

const mobile = '+971501112233';

/** Our own sign-in page in front of the login endpoints of the backend, and a browser that is not signed in. */
async function startLogin(): Promise<BackendFixture & { visitor: TestBrowser }> {
  const fixture = await startBackend({}, { BACKEND_LOGIN_URL: undefined });
  return { ...fixture, visitor: new TestBrowser(fixture.app) };
}

test('without BACKEND_LOGIN_URL our sign-in page signs in by the endpoints of the backend', async () => {
  const { visitor, backend } = await startLogin();
  const first = await visitor.get('/sign-in?next=%2Fedit');
  expect(first.status).toBe(200);
  expect(await first.text()).not.toContain('Keep me signed in');
  const sent = await visitor.postForm('/sign-in?next=%2Fedit', { mobile: '050 111 2233' });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fedit']);
  expect(await (await visitor.get('/sign-in?next=%2Fedit')).text()).toContain('6-digit code');
  const wrong = await visitor.postForm('/sign-in?next=%2Fedit', { code: 'none' });
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('4 tries left')]);
  const code = backend.codes.get(mobile) ?? '';
  const signedIn = await visitor.postForm('/sign-in?next=%2Fedit', { code });
  expect([signedIn.status, signedIn.headers.get('location')]).toEqual([303, '/edit']);
  const lines = signedIn.headers.getSetCookie().filter((line) => !line.startsWith('sign-in='));
  expect(lines.map((line) => line.split('=', 1)[0])).toEqual(['backend_session', 'csrftoken']);
  expect(await (await visitor.get('/edit')).text()).toContain('value="Layla"');
  const page = await (await visitor.get('/')).text();
  expect(page).not.toContain('Sign out everywhere');

  const signedOut = await visitor.postForm('/sign-out', {});
  expect([signedOut.status, signedOut.headers.get('location')]).toEqual([303, '/sign-in']);
  expect((await visitor.get(apiPaths.customer)).status).toBe(401);
});

test('the API signs in by the backend too, which learns who asks', async () => {
  const { visitor, backend } = await startLogin();
  const addresses: (string | string[] | undefined)[] = [];
  backend.server.prependListener('request', ({ headers }) => addresses.push(headers['x-forwarded-for']));
  const sent = await visitor.postJson(apiPaths.login, { mobile });
  expect(await readJson(sent)).toEqual({ expires_in: 300, resend_in: 30, code_length: 6, request_id: '' });
  const code = backend.codes.get(mobile);
  const wrong = await visitor.postJson(apiPaths.verify, { mobile, code: 'x' });
  expect([wrong.status, await readJson(wrong)]).toEqual([401, expect.objectContaining({ tries_left: 4 })]);
  const verified = await visitor.postJson(apiPaths.verify, { mobile, code });
  expect([verified.status, await readJson(verified)]).toEqual([200, { customer_id: 'c-layla' }]);
  expect(addresses).toEqual(['192.0.2.1', '192.0.2.1', '192.0.2.1']);
  expect((await visitor.get(apiPaths.customer)).status).toBe(200);
  expect((await visitor.send(apiPaths.logout, { method: 'POST' })).status).toBe(204);
  expect((await visitor.get(apiPaths.customer)).status).toBe(401);
});

test('what was typed is carried through the sign-in page, and the chosen language is stored', async () => {
  const { app, browser, backend } = await startLogin();
  browser.cookies.set('backend_session', 'ended');
  const typed = { form_customer: 'c-layla', 'root[first_name]': 'Typed' };
  const submitted = await browser.postForm('/edit', typed);
  expect([submitted.status, submitted.headers.get('location')]).toEqual([307, '/sign-in?next=%2Fedit']);
  const html = await (await browser.postForm('/sign-in?next=%2Fedit', typed)).text();
  expect(html).toContain('what you typed comes back');

  const visitor = new TestBrowser(app);
  await visitor.postForm('/language', { language: 'ar', next: '/sign-in' });
  await visitor.postForm('/sign-in', { mobile });
  await visitor.postForm('/sign-in', { code: backend.codes.get(mobile) ?? '' });
  expect(backend.data.get('c-layla')?.language).toBe('ar');
});

test('the limits of the backend reach the person, and do not count as failures', async () => {
  const { visitor, backend } = await startLogin();
  backend.server.removeAllListeners('request');
  backend.server.on('request', (_, response) => response.writeHead(429, { 'retry-after': '40' }).end());
  for (let times = 0; times < 6; times += 1) {
    const answer = await visitor.postJson(apiPaths.login, { mobile });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '40']);
  }
  const page = await visitor.postForm('/sign-in', { mobile });
  expect([page.status, await page.text()]).toEqual([429, expect.stringContaining('tried too often')]);
  backend.server.removeAllListeners('request');
  backend.server.on('request', (_, response) => response.writeHead(200).end('<h1>It works!</h1>'));
  expect((await visitor.postJson(apiPaths.login, { mobile })).status).toBe(502);
  expect((await visitor.postJson(apiPaths.login, { mobile: 'none' })).status).toBe(400);
});

test('a code works in the browser alone that asked for it', async () => {
  const { app, visitor, backend } = await startLogin();
  await visitor.postForm('/sign-in', { mobile });
  const other = await new TestBrowser(app).postForm('/sign-in', {
    mobile,
    code: backend.codes.get(mobile) ?? '',
  });
  expect(other.status).toBe(422);
});

test('an upload is refused with the reason, since the backend could not open the file', async () => {
  const { browser, visitor } = await startLogin();
  const form = () => {
    const data = new FormData();
    data.set(fieldPart, 'root[first_name]');
    data.set(filePart, new File(['x'], 'x.txt'));
    return data;
  };
  const refused = await browser.postForm(filesPath, form());
  const text = { error_message: 'Files can’t be sent from here.' };
  expect([refused.status, await readJson(refused)]).toEqual([422, text]);
  expect((await visitor.postForm(filesPath, form())).status).toBe(401);
});

test('a cookie of BACKEND_CSRF is repeated in its header', async () => {
  const { browser, backend } = await startBackend(
    {},
    {
      BACKEND_COOKIES: 'backend_session, csrftoken, guard',
      BACKEND_CSRF: 'guard:X-Guard',
    },
  );
  const seen: (string | string[] | undefined)[] = [];
  backend.server.on('request', ({ headers }) => seen.push(headers['x-guard'], headers['x-csrftoken']));
  browser.cookies.set('guard', 'g1');
  await browser.get(apiPaths.customer);
  expect(seen).toEqual(['g1', browser.cookies.get('csrftoken')]);
});

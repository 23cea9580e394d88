import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';
import { createAppWithCustomers, createSignedIn } from '../testing/test-customers.ts';

/** Every path, and the methods that it has. */
const paths: [path: string, allowed: string][] = [
  [apiPaths.customer, 'GET, HEAD'],
  [apiPaths.update, 'GET, HEAD, POST'],
  [apiPaths.language, 'GET, HEAD, POST'],
  [apiPaths.login, 'POST'],
  [apiPaths.verify, 'POST'],
  [apiPaths.logout, 'POST'],
  [pagePaths.profile, 'GET, HEAD'],
  [pagePaths.edit, 'GET, HEAD, POST'],
  [pagePaths.signIn, 'GET, HEAD, POST'],
  [pagePaths.language, 'POST'],
  [pagePaths.signOut, 'POST'],
  ['/healthz', 'GET, HEAD'],
  ['/readyz', 'GET, HEAD'],
  ['/icon.svg', 'GET, HEAD'],
  ['/favicon.ico', 'GET, HEAD'],
  ['/assets/any.js', 'GET, HEAD'],
  ['/validators/any.js', 'GET, HEAD'],
];

test.each(paths)('%s takes %s, and refuses every other method with 405', async (path, allowed) => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];
  const { browser } = await createSignedIn();
  for (const method of methods.filter((name) => !allowed.split(', ').includes(name))) {
    const response = await browser.send(path, { method });
    expect([response.status, response.headers.get('allow')], method).toEqual([405, allowed]);
    if (!path.startsWith('/api/') || method === 'HEAD') continue;
    expect(await readJson(response)).toEqual({ error_message: 'This address does not take that method' });
  }
});

test('a body over the limit changes nothing about a wrong method or path, which reads none', async () => {
  const { browser } = await createSignedIn();
  const send = async (method: string, path: string) => {
    const headers = { 'content-type': 'application/json', 'content-length': '2000000' };
    return (await browser.send(path, { method, headers, body: '{}' })).status;
  };
  expect(await send('POST', apiPaths.update)).toBe(413);
  expect(await send('PUT', apiPaths.update)).toBe(405);
  expect(await send('POST', pagePaths.profile)).toBe(405);
  expect(await send('POST', '/nothing')).toBe(404);
});

test('HEAD is answered as GET, without a body', async () => {
  const { browser } = await createSignedIn();
  for (const [path] of paths.filter(([, allowed]) => allowed.startsWith('GET'))) {
    const [get, head] = [await browser.get(path), await browser.send(path, { method: 'HEAD' })];
    expect(head.status, path).toBe(get.status);
    expect(head.headers.get('content-type'), path).toBe(get.headers.get('content-type'));
    expect(head.headers.get('etag'), path).toBe(get.headers.get('etag'));
    expect(await head.text(), path).toBe('');
  }
});

test.each(paths.filter(([path]) => path !== '/' && !/\.\w+$/.test(path)))(
  '%s is the same with and without the slash at its end',
  async (path) => {
    const plain = path.replace(/\/$/, '');
    const app = await createAppWithCustomers();
    const ask = async (address: string) => {
      const browser = new TestBrowser(app);
      const answers = [await browser.get(address), await browser.postJson(address, {})];
      return Promise.all(answers.map(async ({ status, headers }) => [status, headers.get('content-type')]));
    };
    expect(await ask(`${plain}/`)).toEqual(await ask(plain));
  },
);

test('an unknown path of the API is 404 with a message in the language of the client', async () => {
  const browser = new TestBrowser(await createAppWithCustomers(), { headers: { 'accept-language': 'ar' } });
  for (const method of ['GET', 'POST']) {
    const response = await browser.send('/api/v3/customer/nothing/', { method });
    expect(response.status).toBe(404);
    expect(await readJson(response)).toEqual({ error_message: 'لا يوجد شيء على هذا العنوان' });
  }
});

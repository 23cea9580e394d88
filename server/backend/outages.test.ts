import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import {
  answerPosts,
  createBackendApp,
  startBackend,
  startInFrontOf,
  stop,
} from '../testing/start-backend.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';

const typed = {
  form_customer: 'c-layla',
  'root[first_name]': 'Typed',
  'root[last_name]': 'Haddad',
};

test('a backend that is gone is 502 with Retry-After, for the API and for pages in the customer’s language', async () => {
  const { app, browser, backend } = await startBackend();
  backend.data.set('c-layla', { ...backend.data.get('c-layla'), language: 'ar' });
  expect((await browser.get('/')).status).toBe(200);
  stop(backend.server);
  const api = await browser.get(apiPaths.update);
  expect([api.status, api.headers.get('retry-after')]).toEqual([502, '5']);
  expect(Object.keys(await readJson(api))).toEqual(['error_message']);
  const page = await browser.get('/edit', { 'accept-language': 'en' });
  expect([page.status, page.headers.get('retry-after')]).toEqual([502, '5']);
  const html = await page.text();
  expect(html).toContain('<html lang="ar"');
  expect(html).toContain('لا يمكن الوصول إلى بياناتك');
  expect(app.logs.join()).toContain('ECONNREFUSED');
});

test('a visitor without the backend’s cookie does not depend on it', async () => {
  const browser = new TestBrowser(await createBackendApp('http://127.0.0.1:1'));
  expect((await browser.get('/sign-in/continue')).status).toBe(200);
  expect((await browser.get(apiPaths.language)).status).toBe(200);
});

for (const [failure, status] of [
  ['html', 502],
  ['500', 502],
  ['slow', 504],
] as const) {
  test(`what was typed is kept when the backend fails with "${failure}"`, async () => {
    const { browser, backend } = await startBackend();
    backend.options.failure = failure;
    const response = await browser.postForm('/edit', typed);
    expect(response.status).toBe(status);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    const html = await response.text();
    const [, sealed = ''] = new RegExp(`name="${sealedSubmissionField}" value="([^"]+)"`).exec(html) ?? [];
    expect(html).not.toContain('Typed');

    // It fails again: the page still has it.
    const again = await (await browser.postForm('/edit', { [sealedSubmissionField]: sealed })).text();
    expect(again).toContain(sealed);
    backend.options.failure = 'none';
    const restored = await browser.postForm('/edit', { [sealedSubmissionField]: sealed });
    expect(restored.status).toBe(200);
    expect(await restored.text()).toMatch(/name="root\[first_name\]"[^>]*value="Typed"/);
  });
}

test('what was typed is kept when only saving fails', async () => {
  const { browser, backend } = await startBackend();
  answerPosts(backend, (_, response) => void response.destroy());
  const response = await browser.postForm('/edit', typed);
  expect(response.status).toBe(504);
  const html = await response.text();
  expect(html).toContain(`name="${sealedSubmissionField}"`);
  expect(html).toContain('We don’t know whether your changes are saved');
});

test('a save that is stored, and whose form can’t be read afterwards, is not called failed', async () => {
  const { browser, backend } = await startBackend();
  answerPosts(backend, (_, response) => {
    backend.options.failure = '500';
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  expect((await browser.postJson(apiPaths.update, { last_name: 'X' })).status).toBe(504);
});

for (const status of [403, 413]) {
  test(`the reason of a ${status} is shown as text, with script and without`, async () => {
    const { browser, backend } = await startBackend();
    const detail = `<b>Your account is under review.</b>${'x'.repeat(1000)}`;
    answerPosts(backend, (_, response) => {
      response
        .writeHead(status, { 'content-type': 'application/problem+json' })
        .end(JSON.stringify({ type: 'about:blank', title: 'No', status, detail, trace: 'id' }));
    });
    const page = await browser.postForm('/edit', typed);
    expect(page.status).toBe(422);
    const html = await page.text();
    expect(html).toContain('&lt;b&gt;Your account is under review.');
    expect(html).not.toContain('<b>Your account');
    expect(html).toMatch(/name="root\[first_name\]"[^>]*value="Typed"/);
    const answer = await readJson(await browser.postJson(apiPaths.update, { last_name: 'X' }));
    expect(answer).toMatchObject({
      has_errors: true,
      form: { errors: { __errors: [detail.slice(0, 500)] } },
    });
  });

  test(`a ${status} without a reason is an error of the backend that stored nothing`, async () => {
    const { browser, backend } = await startBackend();
    answerPosts(backend, (_, response) => void response.writeHead(status).end('<h1>No</h1>'));
    expect((await browser.postJson(apiPaths.update, { last_name: 'X' })).status).toBe(502);
  });
}

test('a form of another site does not come back', async () => {
  const { browser, backend } = await startBackend();
  stop(backend.server);
  const response = await browser.postForm('/edit', typed, { origin: 'https://evil.example' });
  expect(await response.text()).not.toContain(sealedSubmissionField);
});

test('a GET is tried twice when the backend breaks the connection, a POST once', async () => {
  const calls: string[] = [];
  const { browser, backend } = await startBackend();
  backend.server.prependListener('request', ({ method, url }, response) => {
    const call = `${method} ${url}`;
    if (method === 'POST' || !calls.includes(call)) response.destroy();
    calls.push(call);
  });
  expect((await browser.get(apiPaths.update)).status).toBe(200);
  expect(calls).toEqual(
    [apiPaths.customer, apiPaths.customer, apiPaths.update, apiPaths.update].map((path) => `GET ${path}`),
  );
  expect((await browser.postJson(apiPaths.update, { last_name: 'X' })).status).toBe(504);
  expect(calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
});

test('after five failures in a row nothing is asked for ten seconds: 503 with Retry-After', async () => {
  let calls = 0;
  const { browser } = await startInFrontOf((_, response) => {
    calls += 1;
    response.writeHead(500).end();
  });
  for (let count = 0; count < 5; count += 1) expect((await browser.get(apiPaths.customer)).status).toBe(502);
  const response = await browser.get(apiPaths.customer);
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(5);
  expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(10);
  const page = await browser.get('/');
  expect([page.status, page.headers.has('retry-after')]).toEqual([503, true]);
  expect(calls).toBe(5);
});

test('a backend that asks for patience gets it', async () => {
  const { browser } = await startInFrontOf((_, response) => {
    response.writeHead(429, { 'retry-after': '42' }).end();
  });
  const response = await browser.get(apiPaths.customer);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '42']);
});

test('the program stays ready, and says how the backend is', async () => {
  const { browser, backend } = await startBackend();
  const ready = await browser.get('/readyz');
  expect([ready.status, await readJson(ready)]).toEqual([200, { status: 'ok', backend: 'up' }]);
  stop(backend.server);
  await expect
    .poll(async () => readJson(await browser.get('/readyz')))
    .toEqual({ status: 'ok', backend: 'down' });
  expect((await browser.get('/readyz')).status).toBe(200);
});

test('a redirect to another host is not followed, so its cookies stay', async () => {
  const other = await startInFrontOf((request, response) => response.end(JSON.stringify(request.headers)));
  let asked = 0;
  other.server.on('request', () => {
    asked += 1;
  });
  const { browser } = await startInFrontOf((_, response) => {
    const { port } = other.server.address() as AddressInfo;
    response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end();
  });
  expect((await browser.get(apiPaths.customer)).status).toBe(502);
  expect(asked).toBe(0);
});

test('a redirect to the login page means that the session has ended', async () => {
  const { browser } = await startInFrontOf((_, response) => {
    response.writeHead(302, { location: '/login/?next=/api/' }).end();
  });
  expect((await browser.get(apiPaths.customer)).status).toBe(401);
});

test('answers that are too large, too deep or no object are refused, without their content in the log', async () => {
  const bodies = [
    JSON.stringify({ customer_id: 'c', first_name: 'x'.repeat(3_000_000) }),
    `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`,
    '[]',
    '{"first_name": "no id"}',
    '{"customer_id": "secret-name", ',
  ];
  for (const body of bodies) {
    const { app, browser } = await startInFrontOf((_, response) => response.end(body));
    expect((await browser.get(apiPaths.customer)).status).toBe(502);
    expect(app.logs.join('')).not.toMatch(/secret|xxxx/);
  }
});

test('a save that takes longer than ten seconds is 504, and what was typed is kept', async () => {
  const { browser, backend } = await startBackend();
  answerPosts(backend, () => {});
  const start = performance.now();
  const response = await browser.postForm('/edit', typed);
  expect(response.status).toBe(504);
  expect(performance.now() - start).toBeGreaterThan(9900);
  expect(await response.text()).toContain(`name="${sealedSubmissionField}"`);
});

test('a GET is tried again after 502, 503 and 504, not after 500', async () => {
  for (const [status, result] of [
    [502, 200],
    [503, 200],
    [504, 200],
    [500, 502],
  ] as const) {
    let calls = 0;
    const { browser } = await startInFrontOf((_, response) => {
      calls += 1;
      if (calls === 1) response.writeHead(status).end();
      else response.end('{"customer_id": "c"}');
    });
    expect((await browser.get(apiPaths.customer)).status).toBe(result);
  }
});

test('what one customer posts does not open the breaker for the others', async () => {
  const { browser, backend } = await startBackend();
  answerPosts(backend, (_, response) => void response.writeHead(500).end());
  for (let count = 0; count < 6; count += 1) {
    const response = await browser.postJson(apiPaths.update, { last_name: `X${count}` });
    expect(response.status).toBe(504);
  }
  expect((await browser.get(apiPaths.customer)).status).toBe(200);
});

test('a session that ends between reading and saving leads to the login, and keeps what was typed', async () => {
  const { browser, backend } = await startBackend();
  answerPosts(backend, (_, response) => void response.writeHead(401).end());
  expect((await browser.postJson(apiPaths.update, { last_name: 'X' })).status).toBe(401);
  const response = await browser.postForm('/edit', typed);
  expect([response.status, response.headers.get('location')]).toEqual([
    307,
    '/sign-in/continue?next=%2Fedit',
  ]);
});

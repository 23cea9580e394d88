import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';

/** Answers of every kind. */
const paths = [
  '/',
  '/edit',
  '/sign-in',
  '/nothing',
  '/healthz',
  '/readyz',
  '/icon.svg',
  '/assets/nothing.js',
  '/validators/nothing.js',
  '/demo/code',
  apiPaths.customer,
  apiPaths.update,
  apiPaths.language,
  apiPaths.login,
  '/api/nothing',
];

describe.each(paths)('the answer to %s', (path) => {
  test('lets nothing but our own files run or load, nobody frame it, and says nothing of https', async () => {
    const { headers } = await (await createSignedIn()).browser.get(path);
    const policy = headers.get('content-security-policy')?.split('; ') ?? [];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContainEqual(expect.stringMatching(/^style-src 'self' 'sha256-[\w+/]{43}='$/));
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).toContain("trusted-types 'none'");
    expect(policy).toContain('report-uri /csp-reports');
    expect(policy).not.toContain('report-to csp');
    expect(policy.join()).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.has('strict-transport-security')).toBe(false);
  });

  test('asks for https from now on where there is', async () => {
    const app = await createTestApp({ variables: { PUBLIC_ORIGIN: 'https://profile.example' } });
    const { headers } = await new TestBrowser(app).get(path);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    // Browsers send these reports over https alone.
    expect(headers.get('content-security-policy')).toMatch(/; report-uri \/csp-reports;.*; report-to csp$/);
    expect(headers.get('reporting-endpoints')).toBe('csp="/csp-reports"');
  });
});

test('HSTS covers the subdomains where the operator says so', async () => {
  const variables = { PUBLIC_ORIGIN: 'https://profile.example', HSTS_SUBDOMAINS: '1' };
  const { headers } = await new TestBrowser(await createTestApp({ variables })).get('/sign-in');
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
});

test('every answer has an id that the log has too', async () => {
  const { app, browser } = await createSignedIn(layla, { variables: { LOG_LEVEL: 'debug' } });
  for (const path of paths) {
    const id = (await browser.get(path)).headers.get('x-request-id');
    expect(id, path).toMatch(/^[\w-]{36}$/);
    expect(app.logs.filter((line) => line.includes(`"id":"${id}"`))).toHaveLength(1);
  }
});

test.each(paths.filter((path) => path !== '/icon.svg'))('%s is never kept by a cache', async (path) => {
  const { browser } = await createSignedIn();
  expect((await browser.get(path)).headers.get('cache-control')).toBe('no-store');
  expect((await browser.postJson(path, {})).headers.get('cache-control')).toBe('no-store');
});

test('refusals have the headers too', async () => {
  const { browser } = await createSignedIn(layla, { variables: { BODY_LIMIT: '100' } });
  const refusals = [
    await browser.postJson(apiPaths.update, { a: 'x'.repeat(100) }),
    await browser.postJson(apiPaths.update, {}, { origin: 'https://evil.example' }),
    await browser.send('/edit', { method: 'DELETE' }),
  ];
  expect(refusals.map(({ status }) => status)).toEqual([413, 403, 405]);
  for (const { headers } of refusals) {
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('a failure has the headers too', async () => {
  const { app, browser } = await createSignedIn(layla, {});
  await app.dependencies.store.close();
  for (const path of ['/', apiPaths.customer]) {
    const { status, headers } = await browser.get(path);
    expect(status).toBe(500);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('no page has script in its markup, or another style than its stylesheet', async () => {
  const { browser } = await createSignedIn();
  const visitor = new TestBrowser(await createTestApp());
  const pages = [await browser.get('/'), await browser.get('/edit'), await visitor.get('/sign-in')];
  for (const page of pages) {
    const html = await page.text();
    expect(html.match(/<style>/g)).toHaveLength(1);
    expect(html).not.toMatch(/\sstyle=|\son\w+=|javascript:/i);
    const scripts = [...html.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes ?? '');
    expect(scripts).toHaveLength(2);
    for (const attributes of scripts) expect(attributes).toMatch(/ src="\/assets\/|type="application\/json"/);
  }
});

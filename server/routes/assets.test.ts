import { expect, test } from 'vitest';
import { apiPaths, type UpdateAnswer } from '../../shared/customer-api.ts';
import { createTestApp } from '../testing/create-test-app.ts';
import { TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';

const forEver = 'public, max-age=31536000, immutable';

/** Returns the addresses of scripts and styles that a page names. */
async function readAssets(browser: TestBrowser): Promise<string[]> {
  const html = await (await browser.get('/sign-in')).text();
  return [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, url]) => url ?? '');
}

test('every file that a page names is there, and can be kept for ever', async () => {
  const browser = new TestBrowser(await createTestApp());
  const assets = await readAssets(browser);
  expect(assets).toContainEqual(expect.stringMatching(/\.js$/));
  for (const url of assets) {
    const response = await browser.get(url);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, forEver]);
    expect(response.headers.get('content-type')).toMatch(/^text\/javascript/);
  }
});

test.each(['br', 'gzip'])(
  'files and validators are sent smaller where %s is understood',
  async (encoding) => {
    const { browser } = await createSignedIn();
    const { form } = (await (await browser.get(apiPaths.update)).json()) as UpdateAnswer;
    const [asset = ''] = await readAssets(new TestBrowser(await createTestApp()));
    const headers = { 'accept-encoding': encoding };
    expect((await browser.get(asset, headers)).headers.get('content-encoding')).toBe(encoding);
    const validator = await browser.get(form.validator ?? '', { 'accept-encoding': `gzip, ${encoding}` });
    expect(validator.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
    const page = await browser.get('/edit', { 'accept-encoding': `gzip, ${encoding}` });
    expect(page.headers.get('content-encoding')).toMatch(/^(br|gzip)$/);
  },
);

test('a validator that no form has is 404', async () => {
  const response = await new TestBrowser(await createTestApp()).get('/validators/nothing.js');
  expect(response.status).toBe(404);
});

test('a validator of a page that was sent before midnight is still there after it, on any server', async () => {
  const day = 86_400_000;
  const hour = 3_600_000;
  // The day changes with UTC+14.
  const midnight = Math.ceil(Date.now() / day) * day + 10 * hour;
  const { app, browser } = await createSignedIn(layla, { now: () => midnight - 1 });
  const before = (await (await browser.get(apiPaths.update)).json()) as UpdateAnswer;
  const later = await createTestApp({ databaseUrl: app.databaseUrl, now: () => midnight });
  const moved = new TestBrowser(later);
  moved.cookies.set('session', browser.cookies.get('session') ?? '');
  const after = (await (await moved.get(apiPaths.update)).json()) as UpdateAnswer;
  expect(after.form.validator).not.toBe(before.form.validator);
  expect((await moved.get(before.form.validator ?? '')).status).toBe(200);
  const muchLater = await createTestApp({ databaseUrl: app.databaseUrl, now: () => midnight + day });
  expect((await new TestBrowser(muchLater).get(before.form.validator ?? '')).status).toBe(404);
});

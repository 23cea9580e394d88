import { describe, expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { readJson, TestBrowser } from '../testing/test-browser.ts';
import { createSignedIn } from '../testing/test-customers.ts';

const { update: updatePath } = apiPaths;
const apiPosts = [updatePath, apiPaths.language, apiPaths.login, apiPaths.verify];

describe('a form of too many fields', () => {
  const urlEncoded = 'application/x-www-form-urlencoded';
  const field = '--x\r\ncontent-disposition: form-data; name="a[]"\r\n\r\n1\r\n';
  const bodies: [what: string, type: string, write: (count: number) => string][] = [
    ['urlencoded', urlEncoded, (count) => '&a[]=1'.repeat(count)],
    ['multipart', 'multipart/form-data; boundary=x', (count) => `${field.repeat(count)}--x--\r\n`],
    [
      'multipart with files',
      'multipart/form-data; boundary=x',
      (count) => `${field.repeat(count).replaceAll('"a[]"', '"a[]"; filename="a"')}--x--\r\n`,
    ],
  ];

  const { edit, signIn, language } = pagePaths;
  const posts = [...apiPosts, edit, signIn, language];
  const cases = bodies.flatMap(([what, type, write]) =>
    posts.map((path) => [what, path, type, write] as const),
  );

  test.each(cases)('gets 413 and a closed connection (%s, to %s)', async (_, path, type, write) => {
    const { app, browser } = await createSignedIn();
    for (const sender of [browser, new TestBrowser(app)]) {
      if (path === updatePath && sender !== browser) continue;
      const post = (count: number) => sender.postJson(path, write(count), { 'content-type': type });
      expect((await post(2000)).status).not.toBe(413);
      const response = await post(2001);
      expect([response.status, response.headers.get('connection')]).toEqual([413, 'close']);
      if (path.startsWith('/api/')) {
        expect(await readJson(response)).toEqual({ error_message: 'The body is too large' });
      } else {
        expect(await response.text()).toContain('That was too much');
      }
    }
  });

  test.each([
    ['items', 'a[0]=&'.padEnd(2 ** 20, 'a[]=&')],
    ['names', Array.from({ length: 40_000 }, (_, index) => `root[a][${index}]__key=x&`).join('')],
  ])('is refused before anything is decoded, a megabyte of %s too', async (_, body) => {
    const { browser } = await createSignedIn();
    const start = process.cpuUsage();
    for (const path of [updatePath, pagePaths.edit, pagePaths.signIn, pagePaths.language]) {
      expect((await browser.postJson(path, body, { 'content-type': urlEncoded })).status).toBe(413);
    }
    // Milliseconds; what is quadratic takes minutes.
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
  });
});

import { expect, test } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { readJson } from '../testing/test-browser.ts';
import { createSignedIn, layla } from '../testing/test-customers.ts';

test('while the program is overloaded, what reads is refused early, and what saves is served', async () => {
  let isOverloaded = false;
  const { browser } = await createSignedIn(layla, { isOverloaded: () => isOverloaded });
  isOverloaded = true;
  const answer = await browser.get(apiPaths.customer, { 'accept-language': 'ar' });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await readJson(answer)).toEqual({ error_message: expect.stringMatching(/[\u0600-\u06ff]/) });
  const page = await browser.get('/edit');
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await page.text()).toContain('<h1');
  const saved = await browser.postJson(apiPaths.update, { first_name: 'Leila' });
  expect(await readJson(saved)).toMatchObject({ has_errors: false });
  expect((await browser.get('/healthz')).status).toBe(200);
});

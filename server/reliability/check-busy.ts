import { expect } from 'vitest';
import { apiPaths } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';

/** What sends requests of a signed-in customer: a test browser, or one of a server in another process. */
interface Sender {
  get(path: string): Promise<Response>;
  postJson(path: string, body: unknown): Promise<Response>;
  postForm(path: string, fields: Record<string, string>): Promise<Response>;
}

/** Checks that saving is refused in the words of the API and of the pages, and that the program says how it is. */
export async function checkSavingIsBusy(browser: Sender): Promise<void> {
  const [api, page] = await Promise.all([
    browser.postJson(apiPaths.update, { first_name: 'Busy' }),
    browser.postForm(pagePaths.edit, { 'root[first_name]': 'Busy' }),
  ]);
  await checkIsBusy(api);
  await checkIsBusy(page);
  expect((await browser.get('/healthz')).status).toBe(200);
  await expect.poll(async () => (await browser.get('/readyz')).status).toBe(503);
}

/** Checks that an answer is the 503 of the API, or of a page. */
export async function checkIsBusy(response: Response): Promise<void> {
  const text = await response.text();
  expect([response.status, text], text).toEqual([503, expect.any(String)]);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  if (isJson) {
    expect(JSON.parse(text)).toEqual({
      error_message: 'We are busy at the moment. Try again in a few seconds',
    });
  } else {
    expect(text).toMatch(/<h1[^>]*>We are busy at the moment</);
  }
}

/** Checks that a customer can save, and that the program is ready. */
export async function checkSavingWorks(browser: Sender, name: string): Promise<void> {
  const saved = await browser.postJson(apiPaths.update, { first_name: name });
  expect([saved.status, await saved.json()]).toMatchObject([200, { form: { data: { first_name: name } } }]);
  await expect.poll(async () => (await browser.get('/readyz')).status).toBe(200);
}

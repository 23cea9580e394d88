import { startBackendServer } from './backend-server.ts';
import { expect, test } from './fixtures.ts';

/** One document of each kind; those that are not HTML can't name an icon. */
const documents: [path: string, status: number, isHtml: boolean][] = [
  ['/sign-in', 200, true],
  ['/playground', 200, true],
  ['/nothing/there', 404, true],
  ['/healthz', 200, false],
  ['/api/v3/customer/', 401, false],
];

for (const [path, status, isHtml] of documents) {
  test(`a browser finds an icon for ${path}`, async ({ page, pageErrors }) => {
    if (status >= 400) pageErrors.expect(new RegExp(`Failed to load resource.*${status}`));
    expect((await page.goto(path))?.status()).toBe(status);
    const named = page.locator('link[rel="icon"]');
    await expect(named).toHaveCount(isHtml ? 1 : 0);
    const icon = isHtml ? ((await named.getAttribute('href')) ?? '') : '/favicon.ico';
    const answer = await page.request.get(icon);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([
      200,
      expect.stringMatching(/^image\/svg\+xml/),
    ]);
  });
}

test('a browser finds an icon for each page of the example backend', async ({ page, pageErrors }) => {
  const { backendOrigin, stop } = await startBackendServer();
  try {
    await page.goto(`${backendOrigin}/login/`);
    await expect(page.locator('link[rel="icon"]')).toHaveAttribute('href', '/favicon.ico');
    pageErrors.expect(/Failed to load resource.*401/);
    await page.goto(`${backendOrigin}/api/v3/customer/`);
    const answer = await page.request.get(`${backendOrigin}/favicon.ico`);
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'image/svg+xml']);
  } finally {
    await stop();
  }
});

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { build } from 'vite';
import type { AppEnv } from '../server/http/app-env.ts';
import { securityHeaders } from '../server/middleware/security-headers.ts';
import { baseTest, expect } from './base-test.ts';
import { findOverflow, findViolations } from './page-checks.ts';

/** Serves the page of code-editor-page.tsx in a language, with the headers of the program. */
const test = baseTest.extend<object, { origin: string }>({
  origin: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter
    async ({}, provide) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'code-editor-'));
      await build({
        logLevel: 'error',
        build: {
          outDir: folder,
          copyPublicDir: false,
          rolldownOptions: {
            input: path.join(import.meta.dirname, 'code-editor-page.tsx'),
            output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]', codeSplitting: true },
          },
        },
      });
      const app = new Hono<AppEnv>();
      app.use(securityHeaders({ isDevelopment: false, hstsSubdomains: false, styleSources: [] }));
      app.get('/:language{en|ar}', (c) => {
        const language = c.req.param('language');
        return c.html(
          `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><title>Editor</title>` +
            '<meta name="viewport" content="width=device-width">' +
            '<link rel="stylesheet" href="/code-editor-page.css"><link rel="icon" href="data:,">' +
            '<div id="root"></div><script type="module" src="/code-editor-page.js"></script></html>',
        );
      });
      const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };
      app.get('/*', async (c) => {
        const file = path.join(folder, path.normalize(c.req.path));
        return c.body(await readFile(file), 200, { 'content-type': types[path.extname(file)] ?? '' });
      });
      const listening = Promise.withResolvers<number>();
      const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
        listening.resolve(port),
      );
      await provide(`http://127.0.0.1:${await listening.promise}`);
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

test('the editor works by keyboard under the strict CSP', async ({ page, origin }) => {
  await page.goto(`${origin}/en`);
  const editor = page.getByRole('textbox', { name: 'JSON Schema' });
  await expect(page.locator('.cm-lintRange-warning').first()).toBeVisible();
  await page.getByRole('button', { name: 'Before' }).focus();
  await page.keyboard.press('Tab');
  await expect(editor).toBeFocused();
  expect(await page.locator('.cm-editor').evaluate((element) => getComputedStyle(element).display)).toBe(
    'flex',
  );
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'After' })).toBeFocused();
  await page.keyboard.press('Shift+Tab');

  // Problems one after another, each with its tooltip.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F8');
  await expect(page.locator('.cm-tooltip-lint')).toContainText('must be a type');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+f');
  const find = page.getByRole('textbox', { name: 'Find' });
  await find.pressSequentially('maxLength');
  await page.keyboard.press('Enter');
  expect(await findViolations(page)).toEqual([]);
  expect(await findOverflow(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(editor).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('s');
  await expect(page.locator('pre')).toContainText('"smaxLength": 5');
  await page.keyboard.press('Control+z');
  await expect(page.locator('pre')).toContainText('"maxLength": 5');

  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('"descr');
  const suggestion = page
    .getByRole('listbox', { name: 'Suggestions' })
    .getByRole('option', { selected: true });
  await expect(suggestion).toHaveText('"description"');
  await suggestion.click();
  await page.keyboard.type('"Pets",');
  await expect(page.locator('pre')).toContainText('{"description": "Pets",');
});

test('a change from outside keeps the caret and the history', async ({ page, origin }) => {
  await page.goto(`${origin}/ar`);
  const editor = page.getByRole('textbox', { name: 'JSON Schema' });
  await expect(page.locator('.cm-lintRange-warning').first()).toBeVisible();
  await editor.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' ');
  await page.getByRole('button', { name: 'Change from outside' }).click();
  await expect(editor).toContainText('"object"');
  // A validator that compiles code would break the CSP, and the browser's own engine would not end this pattern.
  await page.getByRole('button', { name: 'Interpret' }).click();
  await expect(page.getByRole('status')).toHaveText('maxLength,pattern');
  await editor.focus();
  await page.keyboard.type('x');
  await expect(page.locator('pre')).toHaveText(/"object".*\} x$/s);
  await expect(page.locator('.cm-lintRange-error').first()).toBeVisible();
  for (let count = 0; count < 3; count += 1) await page.keyboard.press('Control+z');
  await expect(page.locator('pre')).toHaveText(/"text".*\}$/s);
  // Left to right in a page from right to left, and the name of a property before its value.
  const [name, value] = await Promise.all(
    ['"title"', '"اسم"'].map((text) => page.getByText(text, { exact: true }).boundingBox()),
  );
  expect(name?.x).toBeLessThan(value?.x ?? 0);
});

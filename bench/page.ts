import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { browserArguments, findBrowser } from '../scripts/find-browser.ts';
import { printTable, startProgram } from './program.ts';

/**
 * Measures the scripts that each page loads in a real browser until the network is idle, and its HTML, in kB
 * (1,000 bytes) after gzip. `npm run bench:page`.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const program = await startProgram('server/start.js', {
  env: { PORT: '0', DATABASE_URL: `file:${path.join(folder, 'customer.db')}` },
  pattern: /is at (http:\S+)[\s\S]*sign in with (\+\d+)/,
});
const [, origin = '', mobile = ''] = program.match;
const browser = await chromium.launch({
  executablePath: findBrowser().file,
  args: [...browserArguments],
});
const page = await browser.newPage();

const measure = async (name: string, address: string, aim: number) => {
  const sizes: number[] = [];
  let html = 0;
  const count = async (response: Awaited<ReturnType<Page['waitForResponse']>>) => {
    const type = response.request().resourceType();
    if (type !== 'script' && type !== 'document') return;
    // The size after gzip is measured whatever encoding the server used for this browser.
    const answer = await fetch(response.url(), {
      headers: { 'accept-encoding': 'gzip', cookie: await readCookies() },
    });
    const size = gzipSize(Buffer.from(await answer.arrayBuffer()));
    if (type === 'document') html = size;
    else sizes.push(size);
  };
  const counts: Promise<void>[] = [];
  // Requests of the previous page do not count.
  await page.waitForLoadState('networkidle');
  const listen = (response: Parameters<typeof count>[0]) => counts.push(count(response));
  page.on('response', listen);
  await page.goto(`${origin}${address}`, { waitUntil: 'networkidle' });
  page.off('response', listen);
  await Promise.all(counts);
  const script = sizes.reduce((sum, size) => sum + size, 0);
  return [name, String(sizes.length), toKb(script), `≤ ${aim}`, toKb(html)];
};

/** `fetch` has decompressed the response. The build compresses with level 9. */
function gzipSize(bytes: Buffer): number {
  return gzipSync(bytes, { level: 9 }).length;
}

function toKb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

async function readCookies(): Promise<string> {
  const cookies = await page.context().cookies(origin);
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

const rows = [await measure('/sign-in', '/sign-in', 115)];
await page.getByLabel('Mobile number').fill(mobile);
await page.getByRole('button', { name: 'Send code' }).click();
const note = await page.getByText(/your code is \d{6}/).textContent();
await page.getByLabel('6-digit code').fill(/\d{6}/.exec(note ?? '')?.[0] ?? '');
await page.getByRole('button', { name: 'Sign in' }).click();
await page.getByRole('heading', { name: 'Your profile' }).waitFor();
rows.push(await measure('/ (the profile)', '/', 115), await measure('/edit', '/edit', 150));
printTable(['page', 'files', 'script, kB gzip', 'aim', 'HTML, kB gzip'], rows);

await browser.close();
program.process.kill('SIGTERM');
rmSync(folder, { recursive: true });

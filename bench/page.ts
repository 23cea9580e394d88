import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { saveData } from '../e2e/save-data.ts';
import { browserArguments, findBrowser } from '../scripts/find-browser.ts';
import { median, printTable, startProgram } from './program.ts';
import { clickAndWait, waitForPage, watchWaiting } from './waiting.ts';

/**
 * Measures the scripts that each page needs in a real browser, and its HTML, in kB (1,000 bytes) after gzip. Then, with
 * all scripts in the cache, how long people wait between pages. `npm run bench:page [-- ROUNDS]`.
 */
const rounds = Number(process.argv[2] ?? 5);
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
// Scripts that are loaded for the next page do not count.
await saveData(page);

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

async function askForCode(visited: Page): Promise<string> {
  await visited.getByLabel('Mobile number').fill(mobile);
  await visited.getByRole('button', { name: 'Send code' }).click();
  const note = await visited.getByText(/your code is \d{6}/).textContent();
  return /\d{6}/.exec(note ?? '')?.[0] ?? '';
}

const rows = [await measure('/sign-in', '/sign-in', 115)];
await page.getByLabel('6-digit code').fill(await askForCode(page));
await page.getByRole('heading', { name: 'Your profile' }).waitFor();
rows.push(await measure('/ (the profile)', '/', 115), await measure('/edit', '/edit', 150));
printTable(['page', 'files', 'script, kB gzip', 'aim', 'HTML, kB gzip'], rows);

/** Goes from the code to the profile, to the form, and back to the profile by a save. Returns the milliseconds of each. */
async function visitAll(): Promise<number[]> {
  const visited = await context.newPage();
  await visited.goto(`${origin}/sign-in`, { waitUntil: 'networkidle' });
  await visited.getByLabel('6-digit code').fill(await askForCode(visited));
  const profile = await waitForPage(visited, 'Your profile');
  await visited.waitForLoadState('networkidle');
  const form = await clickAndWait(
    visited.getByRole('link', { name: 'Edit profile', exact: true }),
    'Edit your profile',
  );
  await visited.getByLabel('First name').fill(`Layla ${Math.random()}`);
  const saved = await clickAndWait(
    visited.getByRole('button', { name: 'Save', exact: true }).first(),
    'Your profile',
  );
  await visited.close();
  // The next round begins signed out.
  await context.clearCookies();
  return [form, saved, profile];
}

const context = await browser.newContext({ locale: 'en-GB' });
await watchWaiting(context);
// The first round fills the cache.
await visitAll();
const visits: number[][] = [];
for (let round = 0; round < rounds; round += 1) visits.push(await visitAll());
const waits = ['click → form', 'save → profile', 'code → profile'];
printTable(
  ['waiting, scripts in the cache', 'ms (median)', 'aim'],
  waits.map((name, index) => {
    const time = median(visits.map((visit) => visit[index] ?? 0));
    const aim = index === 0 ? `≤ 100: ${time <= 100 ? 'met' : 'missed'}` : '';
    return [name, time.toFixed(0), aim];
  }),
);

await browser.close();
program.process.kill('SIGTERM');
rmSync(folder, { recursive: true });

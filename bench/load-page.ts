import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  chromium,
  type Locator,
  type Page,
} from '@playwright/test';
import { waitForHydration } from '../e2e/hydration.ts';
import { browserArguments, findBrowser } from '../scripts/find-browser.ts';
import { median, printTable, startProgram } from './program.ts';
import { clickAndWait, waitForPage, watchWaiting } from './waiting.ts';

/**
 * Measures how each page loads on a phone: slow 4G, a CPU that is four times slower, an empty cache. Beside it, in turn,
 * the same HTML without scripts and with its stylesheet as a file. Then how long a person waits on the whole way from
 * the sign-in page to a saved profile. `npm run bench:load-page [-- ROUNDS]`.
 */
const rounds = Number(process.argv[2] ?? 5);
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const program = await startProgram('server/start.js', {
  env: { PORT: '0', DATABASE_URL: `file:${path.join(folder, 'customer.db')}` },
  pattern: /is at (http:\S+)[\s\S]*sign in with (\+\d+)/,
});
const [, origin = '', mobile = ''] = program.match;
const browser = await chromium.launch({ executablePath: findBrowser().file, args: [...browserArguments] });

/** Lighthouse's slow 4G: milliseconds, and bytes per second. */
const network = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 93_750 };

interface Visit {
  /** Milliseconds since the navigation began. */
  firstPaint: number;
  largestPaint: number;
  /** Null for a page without scripts. */
  hydrated: number | null;
  /** Kilobytes on the network, headers included. */
  kilobytes: number;
  shift: number;
}

type Cookies = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['cookies']>>;

async function signIn(): Promise<Cookies> {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Mobile number').fill(mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  const note = await page.getByText(/your code is \d{6}/).textContent();
  await page.getByLabel('6-digit code').fill(/\d{6}/.exec(note ?? '')?.[0] ?? '');
  await page.getByRole('heading', { name: 'Your profile' }).waitFor();
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Serves the pages of the program without their scripts, and the stylesheet as a file. */
async function startPlainServer(cookies: Cookies): Promise<string> {
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  let styles = '';
  const server = createServer(async ({ url = '/' }, response) => {
    const send = (mediaType: string, text: string) =>
      response.writeHead(200, { 'content-type': mediaType, 'content-encoding': 'gzip' }).end(gzipSync(text));
    if (url === '/styles.css') return send('text/css', styles);
    const isSignIn = url.startsWith('/sign-in');
    const answer = await fetch(origin + url, { headers: isSignIn ? {} : { cookie } });
    const html = (await answer.text()).replace(/<style>(.*?)<\/style>/s, (_, found: string) => {
      styles = found;
      return '<link rel="stylesheet" href="/styles.css">';
    });
    send(
      'text/html; charset=utf-8',
      html.replace(/<script.*?<\/script>|<link rel="modulepreload"[^>]*>/gs, ''),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Opens an empty page on the phone and the network that are measured. */
async function openPhone(
  cookies: Cookies,
): Promise<{ context: BrowserContext; page: Page; devTools: CDPSession }> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 360, height: 740 } });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const devTools = await context.newCDPSession(page);
  await devTools.send('Network.enable');
  await devTools.send('Network.emulateNetworkConditions', network);
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return { context, page, devTools };
}

async function visit(address: string, cookies: Cookies, hasScripts: boolean): Promise<Visit> {
  const { context, page, devTools } = await openPhone(cookies);
  let bytes = 0;
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.goto(address, { waitUntil: 'commit' });
  let hydrated: number | null = null;
  if (hasScripts) {
    await waitForHydration(page);
    hydrated = await page.evaluate(() => performance.now());
  }
  await page.waitForLoadState('networkidle');
  const measured = await readPaints(page);
  await context.close();
  return { ...measured, hydrated, kilobytes: bytes / 1000 };
}

function readPaints(page: Page): Promise<Pick<Visit, 'firstPaint' | 'largestPaint' | 'shift'>> {
  return page.evaluate(async () => {
    const read = <Entry extends PerformanceEntry>(type: string) =>
      new Promise<Entry[]>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries() as Entry[]));
        observer.observe({ type, buffered: true });
        // Without such entries the observer is not called.
        setTimeout(() => resolve([]), 200);
      });
    const paints = await read('paint');
    const largest = await read('largest-contentful-paint');
    const shifts = await read<PerformanceEntry & { value: number }>('layout-shift');
    return {
      firstPaint: paints.find(({ name }) => name === 'first-contentful-paint')?.startTime ?? Number.NaN,
      largestPaint: largest.at(-1)?.startTime ?? Number.NaN,
      shift: shifts.reduce((sum, { value }) => sum + value, 0),
    };
  });
}

/** What a person waits for on the whole way. */
const stages = ['sign-in page', 'code asked for', 'profile', 'form', 'saved'];

/** Milliseconds that a person needs at least on each page, to read it or to type. They are no waiting. */
const pause = 1000;

/** Signs in and saves a change, and returns the milliseconds of each stage and all kilobytes. */
async function goWholeWay(): Promise<{ waits: number[]; kilobytes: number }> {
  const { context, page, devTools } = await openPhone([]);
  await watchWaiting(context);
  let bytes = 0;
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const press = async (button: Locator, title: string) => {
    await page.waitForTimeout(pause);
    return clickAndWait(button, title);
  };
  const getButton = (name: string) => page.getByRole('button', { name, exact: true }).first();
  await page.goto(`${origin}/sign-in`, { waitUntil: 'commit' });
  const waits = [await waitForPage(page, 'Sign in')];
  await page.getByLabel('Mobile number').fill(mobile);
  waits.push(await press(getButton('Send code'), 'Enter the code'));
  const note = await page.getByText(/your code is \d{6}/).textContent();
  await page.waitForTimeout(pause);
  await page.getByLabel('6-digit code').fill(/\d{6}/.exec(note ?? '')?.[0] ?? '');
  waits.push(await waitForPage(page, 'Your profile'));
  const edit = page.getByRole('link', { name: 'Edit profile', exact: true });
  waits.push(await press(edit, 'Edit your profile'));
  await page.getByLabel('First name').fill(`Layla ${Math.random()}`);
  waits.push(await press(getButton('Save'), 'Your profile'));
  await page.waitForLoadState('networkidle');
  await context.close();
  return { waits, kilobytes: bytes / 1000 };
}

const cookies = await signIn();
const plainOrigin = await startPlainServer(cookies);
const paths = ['/sign-in', '/', '/edit'];
const visits = new Map<string, Visit[]>();
for (let round = 0; round <= rounds; round += 1) {
  for (const address of paths) {
    const own = await visit(origin + address, address === '/sign-in' ? [] : cookies, true);
    const plain = await visit(plainOrigin + address, [], false);
    // The first round only warms up the server.
    if (round === 0) continue;
    visits.set(address, [...(visits.get(address) ?? []), own]);
    visits.set(`plain ${address}`, [...(visits.get(`plain ${address}`) ?? []), plain]);
  }
}

const get = (name: string, key: keyof Visit) => (visits.get(name) ?? []).map((one) => one[key] ?? 0);
printTable(
  [
    'page',
    'first paint, ms',
    'without scripts, ms',
    'ratio (aim: ≤ 0.7)',
    'largest paint, ms',
    'hydrated, ms',
    'kB',
    'layout shift (aim: 0)',
  ],
  paths.map((address) => {
    const plain = get(`plain ${address}`, 'firstPaint');
    const ratios = get(address, 'firstPaint').map((value, round) => value / (plain[round] ?? 1));
    return [
      address,
      median(get(address, 'firstPaint')).toFixed(0),
      median(plain).toFixed(0),
      median(ratios).toFixed(2),
      median(get(address, 'largestPaint')).toFixed(0),
      median(get(address, 'hydrated')).toFixed(0),
      median(get(address, 'kilobytes')).toFixed(0),
      Math.max(...get(address, 'shift')).toFixed(3),
    ];
  }),
);

const ways: Awaited<ReturnType<typeof goWholeWay>>[] = [];
for (let round = 0; round < rounds; round += 1) ways.push(await goWholeWay());
const waits = stages.map((_, stage) => median(ways.map((way) => way.waits[stage] ?? 0)));
const total = median(ways.map((way) => way.waits.reduce((sum, wait) => sum + wait, 0)));
printTable(
  ['the whole way', ...stages, 'waiting in total (aim: ≤ 4500)', 'kB'],
  [
    [
      'ms',
      ...waits.map((wait) => wait.toFixed(0)),
      `${total.toFixed(0)}: ${total <= 4500 ? 'met' : 'missed'}`,
      median(ways.map(({ kilobytes }) => kilobytes)).toFixed(0),
    ],
  ],
);

await browser.close();
program.process.kill('SIGTERM');
rmSync(folder, { recursive: true });

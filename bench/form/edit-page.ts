import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions } from '@playwright/test';
import { apiPaths, demoCodePath } from '../../shared/customer-api.ts';
import { pagePaths } from '../../shared/page.ts';
import { startProgram } from '../program.ts';

/** The running application, with a customer signed in. */
export interface Product {
  editUrl: string;
  /** The cookies of that customer's browser. */
  storageState: Exclude<BrowserContextOptions['storageState'], string | undefined>;
  stop(): void;
}

export async function startProduct(browser: Browser): Promise<Product> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
  const program = await startProgram('server/start.js', {
    // An empty NODE_ENV starts demo mode. The other pages are built with `production`.
    env: { NODE_ENV: '', PORT: '0', DATABASE_URL: `file:${path.join(folder, 'customer.db')}` },
    pattern: /is at (http:\S+)[\s\S]*sign in with (\+\d+)/,
  });
  const [, origin = '', mobile = ''] = program.match;
  const context = await browser.newContext({ baseURL: origin });
  const { request } = context;
  await request.post(apiPaths.login, { data: { mobile } });
  const { code } = await (await request.get(demoCodePath)).json();
  await request.post(apiPaths.verify, { data: { mobile, code } });
  const storageState = await context.storageState();
  await context.close();
  return {
    editUrl: origin + pagePaths.edit,
    storageState,
    stop() {
      program.process.kill('SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
}

/** Milliseconds until the first paint after hydration. */
export interface Interactive {
  fromNavigation: number;
  /** Counted from the end of the last script download, so it measures only the page's own work. */
  fromScripts: number;
}

export async function measureInteractive(
  browser: Browser,
  url: string,
  control: string,
  options: BrowserContextOptions = {},
): Promise<Interactive> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.addInitScript(watchInteractive, control);
  await page.goto(url);
  const times = await page.evaluate(() => globalThis.interactive);
  await context.close();
  return times;
}

declare global {
  var interactive: Promise<Interactive>;
}

/**
 * React marks the elements that it has hydrated: a control itself, or an element around it. Nothing visible
 * shows that.
 */
function watchInteractive(control: string): void {
  const isMarked = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactProps$'));
  const isTakenOver = () => {
    let element = document.querySelector(control);
    while (element && !isMarked(element)) element = element.parentElement;
    return element !== null;
  };
  const read = () => {
    const now = performance.now();
    const scripts = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    const ends = scripts.filter(({ name }) => name.endsWith('.js')).map(({ responseEnd }) => responseEnd);
    return { fromNavigation: now, fromScripts: now - Math.max(...ends) };
  };
  globalThis.interactive = new Promise((resolve) => {
    const look = () => {
      if (isTakenOver()) requestAnimationFrame(() => setTimeout(() => resolve(read())));
      else setTimeout(look, 1);
    };
    look();
  });
}

/** Returns the size of all scripts that a page loads, in bytes after gzip. */
export async function measureScripts(browser: Browser, { editUrl, storageState }: Product): Promise<number> {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    // Playwright decompresses the body. The build compresses with level 9.
    sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await page.goto(editUrl, { waitUntil: 'networkidle' });
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return total;
}

import type { Browser, CDPSession, Page } from '@playwright/test';
import type { Built } from './build-pages.ts';
import type { GeneratedForm } from './generated-form.ts';
import type { Peer } from './peers.ts';
import { installProbe } from './probe.ts';

/** The measurements of one visit: times in milliseconds, memory in bytes. */
export interface Visit {
  mount: number;
  /** The time from a navigation inside an application to the paint of the first screen. */
  navigation: number;
  /** The tasks of that navigation that took longer than 50 ms, until the whole form is painted. */
  navigationTasks: number;
  /** The longest of them; 0 if there is none. */
  longestTask: number;
  /** The time from the start of the mount to the first paint of the whole form. */
  paint: number;
  heap: number;
  /** The times from each key to the next paint. */
  keys: readonly number[];
  longTasks: number;
  /** The time from leaving the field, which commits its input, to the next paint. */
  leave: number;
  /** The time from the click to the paint of the error. */
  submit: number;
}

export interface VisitTarget {
  browser: Browser;
  origin: string;
  peer: Peer;
  page: Built;
  count: number;
  form: GeneratedForm;
  /** The factor by which the CPU is slowed down. */
  throttle: number;
}

const typedText = 'abcdefghijklmnopqrst';
const keyInterval = 40;
const visitLimit = 60_000;

/** Opens the form in a new browser context and measures it. Throws when the form does not work. */
export async function measureVisit(target: VisitTarget): Promise<Visit> {
  const { peer, form } = target;
  const navigated = await withPage(target, (page) => mount(page, target, { isLoaded: true }));
  return withPage(target, async (page, session) => {
    await session.send('Performance.enable');
    const { dom, paint } = await mount(page, target);
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;

    const typed = page.locator(peer.control(form.typed));
    await typed.focus();
    await settle(page);
    await page.evaluate(() => globalThis.probe.watch('keydown'));
    await page.keyboard.type(typedText, { delay: keyInterval });
    await settle(page);
    const keys = await page.evaluate(() => globalThis.probe.take());
    expectEqual(await typed.inputValue(), typedText, 'what was typed');

    await page.evaluate(() => globalThis.probe.watch('focusout'));
    await page.keyboard.press('Tab');
    await settle(page);
    const { times } = await page.evaluate(() => globalThis.probe.take());
    const submitted = await submit(page, target);
    return {
      mount: dom,
      navigation: navigated.firstPaint,
      navigationTasks: navigated.longTasks,
      longestTask: navigated.longest,
      paint,
      heap,
      keys: keys.times,
      longTasks: keys.longTasks,
      leave: times[0] ?? 0,
      submit: submitted.paint,
    };
  });
}

/**
 * Fills in the form as a person does. Throws when the form does not show the input, does not report the error, or
 * does not submit the valid data.
 */
export async function checkVisit(target: VisitTarget): Promise<void> {
  const { peer, form } = target;
  await withPage(target, async (page) => {
    await mount(page, target);
    await page.locator(peer.control(form.typed)).pressSequentially(typedText, { delay: keyInterval });
    expectEqual(await page.locator(peer.control(form.typed)).inputValue(), typedText, 'what was typed');
    await submit(page, target);
    if (!(await page.locator(peer.error(form.invalid)).first().isVisible()))
      throw new Error('the error is hidden');
    expectEqual(await page.evaluate(() => globalThis.submitted), undefined, 'what was submitted');
    await page.locator(peer.control(form.invalid)).fill(form.correction);
    await page.keyboard.press('Tab');
    await page.locator(peer.submit).click();
    await page.waitForFunction(() => globalThis.submitted !== undefined, null, { timeout: 5_000 });
    const data = JSON.stringify(await page.evaluate(() => globalThis.submitted));
    for (const text of [typedText, form.correction]) {
      if (!data.includes(JSON.stringify(text))) throw new Error(`${text} is not in the data: ${data}`);
    }
  });
}

async function withPage<T>(
  target: VisitTarget,
  use: (page: Page, session: CDPSession) => Promise<T>,
): Promise<T> {
  const { browser, origin, peer, count, throttle } = target;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  // On a busy machine a browser sometimes stops rendering frames. The limit ends the visit then.
  const limit = setTimeout(() => void context.close(), visitLimit);
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.addInitScript(installProbe);
    await page.goto(`${origin}/pages/${peer.name}/${count}/`);
    const session = await context.newCDPSession(page);
    if (throttle > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const result = await use(page, session);
    if (errors.length > 0) throw new Error(errors.join('; '));
    return result;
  } catch (error) {
    throw new Error(`${peer.title}, ${count} fields: ${(error as Error).message}`);
  } finally {
    clearTimeout(limit);
    await context.close();
  }
}

async function mount(page: Page, { peer, page: built, count, form }: VisitTarget, { isLoaded = false } = {}) {
  const validators = peer.needs.includes('validator') ? [`/validators/${count}.js`] : [];
  await page.evaluate((urls) => globalThis.probe.preload(urls), [...built.urls, ...validators]);
  const controls = { first: peer.control(form.first), last: peer.control(form.last) };
  return page.evaluate(([url, wanted, ran]) => globalThis.probe.mount(url, wanted, ran), [
    built.urls[0] ?? '',
    controls,
    isLoaded,
  ] as const);
}

async function submit(page: Page, { peer, form }: VisitTarget) {
  await page.evaluate((selector) => globalThis.probe.watchError(selector), peer.error(form.invalid));
  await page.locator(peer.submit).click();
  return page.evaluate(() => globalThis.probe.takeError());
}

/** Waits until the page is idle, so that the next measurement does not include earlier work. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 80)));
}

function expectEqual(actual: unknown, expected: unknown, name: string): void {
  if (actual !== expected)
    throw new Error(`${name} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}

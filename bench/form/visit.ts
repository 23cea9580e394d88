import type { Browser, Page } from '@playwright/test';
import type { Built } from './build-pages.ts';
import type { GeneratedForm } from './generated-form.ts';
import type { Peer } from './peers.ts';
import { installProbe } from './probe.ts';

/** Times in milliseconds, memory in bytes. */
export interface Visit {
  mount: number;
  /** From the start of the mount to the first paint of the whole form. */
  paint: number;
  heap: number;
  /** From each key to the next paint. */
  keys: readonly number[];
  longTasks: number;
  /** From leaving the field to the next paint: where what was typed is taken over. */
  leave: number;
  /** From the click to the paint of the error. */
  submit: number;
}

export interface VisitTarget {
  browser: Browser;
  origin: string;
  peer: Peer;
  page: Built;
  count: number;
  form: GeneratedForm;
  /** How many times slower the CPU is made. */
  throttle: number;
}

const typedText = 'abcdefghijklmnopqrst';
const keyInterval = 40;
const visitLimit = 60_000;

/** Opens the form in a fresh browser profile and measures it. Throws when it does not work as it should. */
export async function measure(target: VisitTarget): Promise<Visit> {
  const { peer, form, throttle } = target;
  return withPage(target, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    if (throttle > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
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
 * Fills the form in as a person does, and throws when it does not show what is typed, does not say
 * what is wrong, or does not give the data when nothing is.
 */
export async function check(target: VisitTarget): Promise<void> {
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

async function withPage<T>(target: VisitTarget, use: (page: Page) => Promise<T>): Promise<T> {
  const { browser, origin, peer, count } = target;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  // A browser that draws no more frames, as busy machines make it do now and then, would be waited for for ever.
  const limit = setTimeout(() => void context.close(), visitLimit);
  try {
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.addInitScript(installProbe);
    await page.goto(`${origin}/pages/${peer.name}/${count}/`);
    const result = await use(page);
    if (errors.length > 0) throw new Error(errors.join('; '));
    return result;
  } catch (error) {
    throw new Error(`${peer.title}, ${count} fields: ${(error as Error).message}`);
  } finally {
    clearTimeout(limit);
    await context.close();
  }
}

async function mount(page: Page, { peer, page: built, count, form }: VisitTarget) {
  const validators = peer.needs.includes('validator') ? [`/validators/${count}.js`] : [];
  await page.evaluate((urls) => globalThis.probe.preload(urls), [...built.urls, ...validators]);
  return page.evaluate(([url, control]) => globalThis.probe.mount(url, control), [
    built.urls[0] ?? '',
    peer.control(form.last),
  ] as const);
}

async function submit(page: Page, { peer, form }: VisitTarget) {
  await page.evaluate((selector) => globalThis.probe.watchError(selector), peer.error(form.invalid));
  await page.locator(peer.submit).click();
  return page.evaluate(() => globalThis.probe.takeError());
}

/** Lets the page finish what it has begun, so that one measure's work is not in the next one. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 80)));
}

function expectEqual(actual: unknown, expected: unknown, name: string): void {
  if (actual !== expected)
    throw new Error(`${name} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}

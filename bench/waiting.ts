import type { BrowserContext, Locator, Page } from '@playwright/test';

/** Notes in the pages of a context when something was clicked, and when a page can be used after that. */
export async function watchWaiting(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const note = (key: string) =>
      sessionStorage.setItem(key, String(performance.timeOrigin + performance.now()));
    // The page sends a whole code by itself, without a click.
    for (const event of ['click', 'submit'])
      addEventListener(event, () => note('clicked'), { capture: true });
    let before = '';
    const look = () => {
      const heading = document.querySelector('main h1') ?? {};
      // React marks the elements that it has rendered or hydrated.
      const isReady = Object.keys(heading).some((key) => key.startsWith('__reactFiber$'));
      const title = isReady ? String((heading as Element).textContent) : before;
      if (title !== before) note(`usable: ${title}`);
      before = title;
      requestAnimationFrame(look);
    };
    look();
  });
}

/** Clicks, and returns the milliseconds until the page with this heading can be used. */
export async function clickAndWait(button: Locator, title: string): Promise<number> {
  const page = button.page();
  await button.click();
  return waitForPage(page, title);
}

/** Returns the milliseconds from the last click, or else from the start of the page, until the page can be used. */
export async function waitForPage(page: Page, title: string): Promise<number> {
  const read = (name: string) => {
    const start = Number(sessionStorage.getItem('clicked') ?? performance.timeOrigin);
    const end = Number(sessionStorage.getItem(`usable: ${name}`) ?? 0);
    return end > start ? end - start : null;
  };
  const waited = await page.waitForFunction(read, title);
  return (await waited.jsonValue()) ?? 0;
}

import { expect, type Page } from '@playwright/test';

/**
 * Collects what screen readers announce in a page from now on: texts that a live region gets, alerts that appear, and
 * messages that take the focus. A live region that appears together with its text does not count, because few screen
 * readers announce it.
 */
export async function collectAnnouncements(page: Page): Promise<void> {
  await page.evaluate(() => {
    const announced: string[] = [];
    Object.assign(window, { announced });
    const region = '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"]';
    const note = (element: Element | null | undefined) => {
      if (element?.textContent) announced.push(element.textContent);
    };
    new MutationObserver((mutations) => {
      for (const { target, addedNodes } of mutations) {
        const around = target instanceof Element ? target : target.parentElement;
        const existing = around?.closest(region);
        if (existing) {
          note(existing);
          continue;
        }
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          const alerts = node.matches('[role="alert"]') ? [node] : node.querySelectorAll('[role="alert"]');
          for (const alert of alerts) note(alert);
        }
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    document.addEventListener('focusin', ({ target }) => {
      if (target instanceof Element && target.matches('[tabindex="-1"]')) note(target);
    });
  });
}

/** Waits until a text was announced that contains `text`, and forgets it with all announcements before it. */
export async function expectAnnouncement(page: Page, text: string): Promise<void> {
  const read = () => page.evaluate(() => (window as unknown as { announced: string[] }).announced);
  await expect.poll(read).toContainEqual(expect.stringContaining(text));
  await page.evaluate((part) => {
    const { announced } = window as unknown as { announced: string[] };
    announced.splice(0, announced.findLastIndex((announcement) => announcement.includes(part)) + 1);
  }, text);
}

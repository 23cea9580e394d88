import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** Returns the accessibility violations that axe finds in a page in both color schemes: the rule and the element. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await findAxeViolations(page);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  return [...light, ...(await findAxeViolations(page, { runOnly: 'color-contrast' }))];
}

/** Returns the violations that do not depend on colors. Measuring contrasts takes two thirds of the time of axe. */
export function findViolationsOfStructure(page: Page): Promise<string[]> {
  return findAxeViolations(page, { rules: { 'color-contrast': { enabled: false } } });
}

/** Runs axe in a page, which has no frames. Its source is the slow part, so a page gets it once. */
export async function findAxeViolations(
  page: Page,
  options: RunOptions = {},
  selector = 'html',
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([root, given]) => {
      const { run } = (window as unknown as { axe: typeof axe }).axe;
      const { violations } = await run(root, { ...given, resultTypes: ['violations'] });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 300)}: ${failureSummary}`),
      );
    },
    [selector, options] as const,
  );
}

/** Returns the elements that overflow a window of 320 px, with text of normal and of double size. */
export async function findOverflow(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 });
  const found = await findWide(page);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  const foundWithLargeText = await findWide(page);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
  return [...found, ...foundWithLargeText.map((problem) => `text of double size: ${problem}`)];
}

function findWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the page is ${scrollWidth} px wide`] : [];
    for (const element of document.querySelectorAll('body *')) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -0.5 || right > clientWidth + 0.5)) wide.push(element.outerHTML.slice(0, 120));
    }
    return wide;
  });
}

/** Returns the visible targets that are smaller than `size` px in a direction. Links inside a sentence may be. */
export function findSmallTargets(page: Page, size: number): Promise<string[]> {
  return page.evaluate((least) => {
    const targets = document.querySelectorAll('a[href], button, input, select, textarea, summary');
    return [...targets].flatMap((target) => {
      // The label of a checkbox or a radio is part of its target.
      const element = target.matches('[type=checkbox], [type=radio]')
        ? (target.closest('label') ?? target)
        : target;
      const { width, height } = element.getBoundingClientRect();
      const isVisible = element.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
      const isInText = element.matches('a') && element.parentElement?.matches('p, span');
      if (!isVisible || isInText || (width >= least && height >= least)) return [];
      return [`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 120)}`];
    });
  }, size);
}

/**
 * Returns what is cut off, or overflows the window, with the spacing of text that people may need by WCAG 2.2, 1.4.12.
 */
export async function findClipped(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    );
    document.adoptedStyleSheets = [sheet];
  });
  const wide = await findWide(page);
  const cut = await page.evaluate(() => {
    const isCutting = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    return [...document.querySelectorAll('body *')].flatMap((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const isHidden = element.matches(
        '.visually-hidden, .visually-hidden *, input, textarea, select, option',
      );
      const isCut =
        (isCutting(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (isCutting(overflowY) && element.scrollHeight > element.clientHeight + 1);
      return !isHidden && isCut && element.textContent?.trim() ? [element.outerHTML.slice(0, 120)] : [];
    });
  });
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
  return [...wide, ...cut];
}

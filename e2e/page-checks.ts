import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The accessibility violations that axe finds in a page in both color schemes: the rule and the element. */
export async function findViolations(page: Page): Promise<string[]> {
  // The legacy mode needs no extra page for collecting results. The pages have no frames, so it is sufficient.
  const createAxe = () => new AxeBuilder({ page }).setLegacyMode();
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await createAxe().analyze();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await createAxe().withRules('color-contrast').analyze();
  return [...light.violations, ...dark.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  );
}

/** The elements that overflow a window of 320 px, with text of normal and of double size. */
export async function findOverflow(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 });
  const found = await findWide(page);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  return [...found, ...(await findWide(page)).map((problem) => `text of double size: ${problem}`)];
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

/** The visible targets that are smaller than `size` px in a direction. Links inside a sentence may be. */
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

/** Sets the spacing of text that people may need by WCAG 2.2, 1.4.12. */
export async function setTextSpacing(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }',
    );
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** The elements whose text does not fit into them, and those that overflow the window. */
export async function findClipped(page: Page): Promise<string[]> {
  const wide = await findWide(page);
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('body *')].flatMap((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const isHidden = element.matches(
        '.visually-hidden, .visually-hidden *, .view-spoken, input, textarea, select, option',
      );
      const isCut =
        (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) ||
        (overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1);
      return !isHidden && isCut && element.textContent?.trim() ? [element.outerHTML.slice(0, 120)] : [];
    }),
  );
  return [...wide, ...cut];
}

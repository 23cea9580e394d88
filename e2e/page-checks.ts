import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds in a page, light and dark: the rule, and where. */
export async function findViolations(page: Page): Promise<string[]> {
  // There are no frames, which alone would need another page to collect the results on.
  const createAxe = () => new AxeBuilder({ page }).setLegacyMode();
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  const light = await createAxe().analyze();
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  const dark = await createAxe().withRules('color-contrast').analyze();
  return [...light.violations, ...dark.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  );
}

/** What reaches out of a window of 320 px, with text as it is and of twice the size. */
export async function findOverflow(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 });
  const found = await findWide(page);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  return [...found, ...(await findWide(page)).map((fault) => `text of twice the size: ${fault}`)];
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

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { getState } from './page-states.ts';

/** Returns the width of the border or outline that an element has in forced colors, in pixels. */
function readFrame(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const style = getComputedStyle(element);
      const widths = [
        style.borderBlockStartStyle === 'none' ? 0 : Number.parseFloat(style.borderBlockStartWidth),
        style.borderInlineStartStyle === 'none' ? 0 : Number.parseFloat(style.borderInlineStartWidth),
        style.outlineStyle === 'none' ? 0 : Number.parseFloat(style.outlineWidth),
      ];
      return Math.max(...widths);
    });
}

test('in forced colors the error summary, the fields and the buttons have a frame', async ({
  page,
  customer,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await getState('edit-errors').open(page, customer);
  for (const selector of ['[role="alert"]', 'main .input', 'main .button']) {
    expect.soft(await readFrame(page, selector), selector).toBeGreaterThanOrEqual(1);
  }
});

test('with reduced motion nothing moves', async ({ page, customer }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await getState('edit').open(page, customer);
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        const isMoving = transitionDuration.split(',').some((duration) => Number.parseFloat(duration) > 0.01);
        return isMoving || animationName !== 'none';
      }).length,
  );
  expect(moving).toBe(0);
});

test.describe('for a finger', () => {
  test.use({ hasTouch: true, isMobile: true });

  test('fields, buttons and menus are 44 px high', async ({ page, customer }) => {
    const targets = [
      '.button',
      '.input',
      '.choice',
      'header .link',
      'footer .link',
      'summary:not(.view-secret *)',
    ];
    for (const name of ['sign-in-menus', 'code', 'profile-menus', 'edit']) {
      await getState(name).open(page, customer);
      const small = await page
        .locator(targets.join(', '))
        .filter({ visible: true })
        .evaluateAll((elements) =>
          elements.flatMap((element) => {
            const { height } = element.getBoundingClientRect();
            return height < 43.9 ? [`${height}: ${element.outerHTML.slice(0, 120)}`] : [];
          }),
        );
      expect.soft(small, name).toEqual([]);
    }
  });
});

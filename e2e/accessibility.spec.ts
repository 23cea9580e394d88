import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { findClipped, findSmallTargets, setTextSpacing } from './page-checks.ts';
import { type NamedPageState, pageStates } from './page-states.ts';

/** What axe can't check: sizes, spacing, and the preferences of a person. The other specs use axe in every state. */
function getState(name: string): NamedPageState {
  const state = pageStates.find((candidate) => candidate.name === name);
  if (!state) throw new Error(`There is no page state "${name}"`);
  return state;
}

const states = ['sign-in', 'code', 'profile', 'edit', 'edit-errors'].map(getState);

for (const language of ['en', 'ar'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    for (const { name, logs, open } of states) {
      test(`${name}: targets are large enough, and text with more space is not cut off`, async ({
        page,
        customer,
        pageErrors,
      }) => {
        if (logs) pageErrors.expect(logs);
        await page.setViewportSize({ width: 360, height: 740 });
        await open(page, customer);
        expect.soft(await findSmallTargets(page, 24)).toEqual([]);
        await setTextSpacing(page);
        expect.soft(await findClipped(page)).toEqual([]);
      });
    }
  });
}

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

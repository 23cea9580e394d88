import { getSaveButton } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { findOverflow, findViolations } from './page-checks.ts';

const fieldsOf = (section: string) => Array.from({ length: 8 }, (_, index) => `${section}${index + 1}`);

const sections = ['work', 'home', 'family'];
test.use({
  profileForm: {
    schema: {
      type: 'object',
      properties: Object.fromEntries(
        sections.flatMap((section) =>
          fieldsOf(section).map((key) => [key, { type: 'string', title: `Field ${key}`, minLength: 3 }]),
        ),
      ),
    },
    ui_schema: {
      'ui:options': { sections: sections.map((id) => ({ id, title: id, fields: fieldsOf(id) })) },
    },
  },
});

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    test.use({ javaScriptEnabled });

    test('has contents with the number of errors in each section', async ({ page, pageErrors }) => {
      if (!javaScriptEnabled) pageErrors.expect(/422.*edit/);
      await page.goto('/edit');
      if (javaScriptEnabled) await waitForHydration(page);
      const contents = page.getByRole('navigation', { name: 'Sections' });
      await expect(contents.getByRole('listitem')).toHaveText(['work', 'home', 'family']);
      await page.getByLabel('Field home1').fill('x');
      await page.getByLabel('Field family1').fill('x');
      await page.getByLabel('Field family2').fill('x');
      await getSaveButton(page).click();
      await expect(contents.getByRole('listitem')).toHaveText(['work', 'home1 error', 'family2 errors']);
      if (javaScriptEnabled) expect.soft(await findViolations(page)).toEqual([]);
      await contents.getByRole('link', { name: 'family' }).click();
      await expect(page.getByLabel('Field family1')).toBeInViewport();
      await expect(page.getByLabel('Field family1')).toHaveValue('x');
      if (javaScriptEnabled) expect.soft(await findOverflow(page)).toEqual([]);
    });
  });
}

test('never hides a focused field under its buttons', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await page.goto('/edit');
  await waitForHydration(page);
  const hidden: string[] = [];
  await page.getByLabel('Field work1').focus();
  for (let stop = 0; stop < 24; stop += 1) {
    const name = await page.evaluate(() => {
      const focused = document.activeElement;
      const bar = document.querySelector('.form-actions');
      if (!focused || !bar || bar.contains(focused)) return null;
      return focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().top ? focused.id : null;
    });
    if (name) hidden.push(name);
    await page.keyboard.press('Tab');
  }
  expect(hidden).toEqual([]);
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect(getSaveButton(page)).toBeInViewport();
});

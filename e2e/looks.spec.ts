import type { Page } from '@playwright/test';
import { fillDate, getErrorSummary, getSaveButton, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

/** Returns the number of pages that a page takes on paper. */
async function countPrintedPages(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Asia/Dubai' });

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    test.use({ javaScriptEnabled });

    const open = async (page: Page, path: string) => {
      await page.goto(path);
      if (javaScriptEnabled) await waitForHydration(page);
    };

    test('the profile is printed on one page with the date, and identity numbers stay masked', async ({
      page,
    }) => {
      await open(page, '/');
      await expect(page.getByText('As of')).toBeHidden();
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await expect(page.getByText('As of')).toBeVisible();
      // Without script it is the day of the server, which may be another one.
      await expect(page.getByText('As of')).toHaveText(
        javaScriptEnabled ? `As of ${today.format(new Date())}` : /^As of \d+ \w+ \d{4}$/,
      );
      await expect(page.getByText('Layla', { exact: true })).toBeVisible();
      await expect(page.getByText('N7654321')).toBeHidden();
      await expect(
        page.locator('main a, main button, .header-actions *').filter({ visible: true }),
      ).toHaveCount(0);
      await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
      expect(await countPrintedPages(page)).toBe(1);
    });

    test('the form of eleven fields fits into two desktop screens', async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 720 });
      await open(page, '/edit');
      const { height } = (await page.locator('body').boundingBox()) ?? { height: 0 };
      expect(height).toBeLessThan(1440);
      const first = await page.getByLabel('First name').boundingBox();
      const last = await page.getByLabel('Last name').boundingBox();
      expect(first?.y).toBe(last?.y);
      const female = await page.getByRole('radio', { name: 'Female' }).boundingBox();
      const other = await page.getByRole('radio', { name: 'Other' }).boundingBox();
      expect(female?.y).toBe(other?.y);
      const year = await page.getByLabel('Year').boundingBox();
      expect(year?.width).toBeLessThan(120);
    });

    test('the sections of the profile stand in two columns on a desktop, and in one on a phone', async ({
      page,
    }) => {
      await page.setViewportSize({ width: 1280, height: 720 });
      await open(page, '/');
      const getTop = async (name: string) =>
        (await page.getByRole('heading', { name, exact: true }).boundingBox())?.y ?? 0;
      expect(await getTop('Contact')).toBe(await getTop('About you'));
      await page.setViewportSize({ width: 360, height: 720 });
      expect(await getTop('Contact')).toBeGreaterThan(await getTop('About you'));
    });

    test('the header takes at most two rows at double text size', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 720 });
      await open(page, '/');
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      const rows = await page
        .locator('.header-inner :is(.brand, .header-actions)')
        .evaluateAll((items) => items.map((item) => Math.round(item.getBoundingClientRect().height)));
      // 44 px of a target at double size, and no line break inside.
      for (const height of rows) expect(height).toBeLessThanOrEqual(100);
    });
  });
}

test('focus, success and accent have colors of their own, and alerts a mark', async ({ page }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await openEdit(page);
    const tokens = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return ['--accent', '--focus', '--success', '--error'].map((name) => style.getPropertyValue(name));
    });
    expect(new Set(tokens).size).toBe(4);
    await fillDate(page, 'Date of birth', '2999-01-01');
    await getSaveButton(page).click();
    await expect(getErrorSummary(page)).toBeFocused();
    const mark = await getErrorSummary(page).evaluate((alert) => getComputedStyle(alert, '::before').content);
    expect(mark).toContain('!');
  }
});

test('the profile fades into the form, unless people want less motion', async ({ page }) => {
  await page.goto('/');
  await waitForHydration(page);
  await page.evaluate(() => {
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = (...values) => {
      document.documentElement.dataset.fades = String(
        Number(document.documentElement.dataset.fades ?? 0) + 1,
      );
      return start(...values);
    };
  });
  await page.getByRole('link', { name: 'Edit profile' }).click();
  await expect(page.getByRole('heading', { name: 'Edit your profile' })).toBeFocused();
  await expect(page.locator('html')).not.toHaveAttribute('data-fades');
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeFocused();
  await expect(page.locator('html')).toHaveAttribute('data-fades', '1');
  await page.getByRole('link', { name: 'Edit: Contact' }).click();
  await expect(page.getByRole('group', { name: 'Contact' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-fades', '2');
});

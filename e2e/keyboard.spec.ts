import type { Locator, Page } from '@playwright/test';
import { getErrorSummary, getSavedMessage, getSearchField, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { getText } from './texts.ts';

/** Presses Tab until the target has the focus. Throws after more presses than a page has tab stops. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stops = 0; stops < 40; stops += 1) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(target).toBeFocused();
}

for (const language of ['en', 'ar', 'ur'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('a customer signs in, edits the profile and saves it with the keyboard alone', async ({
      page,
      customer,
    }) => {
      const text = (key: string) => getText(language, 'app', key);
      const label = (key: string) => getText(language, 'form', key);
      await page.goto('/sign-in');
      await waitForHydration(page);
      await tabTo(page, page.getByLabel(text('signIn.mobile')));
      await page.keyboard.type(customer.mobile);
      await page.keyboard.press('Enter');
      await expect(page.locator('[name="code"]')).toBeFocused();
      await page.keyboard.type(await customer.takeCode());
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: text('profile.title') })).toBeVisible();

      await waitForHydration(page);
      await tabTo(page, page.getByRole('link', { name: text('profile.edit'), exact: true }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: text('edit.title') })).toBeFocused();
      await tabTo(page, page.getByLabel(label('first_name'), { exact: true }));
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('Lina');
      // A group of radio buttons is one tab stop. Arrow keys move inside it.
      await tabTo(page, page.getByRole('radio').first());
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await expect(page.getByRole('radio').nth(2)).toBeChecked();
      await page.keyboard.press('Tab');
      await expect(page.getByLabel(getText(language, 'controls', 'form.day'))).toBeFocused();
      await tabTo(page, await getSearchField(page, label('nationality')));
      await page.keyboard.type({ en: 'Icel', ar: 'آيسل', ur: 'آئس' }[language]);
      await page.keyboard.press('Enter');
      await tabTo(page, page.locator('textarea'));
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('Laugavegur 1');
      await page.keyboard.press('Enter');
      await page.keyboard.type('Reykjavík');
      await tabTo(page, page.getByRole('button', { name: text('edit.save'), exact: true }));
      await page.keyboard.press('Space');

      await expect(page.getByRole('status').filter({ hasText: text('profile.saved') })).toBeFocused();
      const iceland = new Intl.DisplayNames([language], { type: 'region' }).of('IS') ?? '';
      for (const value of ['Lina', iceland, 'Laugavegur 1 Reykjavík']) {
        await expect(page.getByText(value, { exact: true })).toBeVisible();
      }
    });
  });
}

test('the links of the error summary lead to the fields by keyboard', async ({ page, signIn }) => {
  await signIn(page);
  await openEdit(page);
  await tabTo(page, page.getByLabel('Last name'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await expect(getErrorSummary(page)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(getErrorSummary(page).getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Last name')).toBeFocused();
  await page.keyboard.type('Haddad');
  await page.keyboard.press('Enter');
  await expect(getSavedMessage(page)).toBeFocused();
});

test('the first tab stop skips to the content', async ({ page, signIn }) => {
  await signIn(page);
  await page.goto('/');
  await waitForHydration(page);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Edit profile' })).toBeFocused();
});

test('the language switcher and the sign-out button work by keyboard', async ({ page, signIn }) => {
  await signIn(page);
  await page.goto('/');
  await waitForHydration(page);
  const menu = page.locator('.language-menu > summary');
  const arabic = page.getByRole('button', { name: 'العربية' });
  await tabTo(page, menu);
  await page.keyboard.press('Enter');
  await expect(arabic).toBeVisible();
  await tabTo(page, arabic);
  await page.keyboard.press('Escape');
  await expect(arabic).toBeHidden();
  await expect(menu).toBeFocused();
  await page.keyboard.press('Space');
  await tabTo(page, arabic);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'ملفك الشخصي' })).toBeVisible();
  await expect(menu).toBeFocused();
  await expect(page.getByRole('button', { name: 'English' })).toBeHidden();
  await tabTo(page, page.getByRole('button', { name: 'تسجيل الخروج' }));
  await page.keyboard.press('Space');
  await expect(page.getByRole('status')).toHaveText('تم تسجيل خروجك.');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every tab stop has a visible focus, ${colorScheme}`, async ({ page, signIn }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const unmarked: string[] = [];
    const visitStops = async (path: string) => {
      await page.goto(path);
      await waitForHydration(page);
      for (;;) {
        await page.keyboard.press('Tab');
        const stop = await page.evaluate(() => {
          const element = document.activeElement;
          if (!element || element === document.body) return null;
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
          const ground = getComputedStyle(document.body).backgroundColor;
          // The calendar button inside a date field belongs to the browser, which marks its focus.
          const isInside = element.matches('[type=date]:not(:focus-visible)');
          const isMarked =
            isInside ||
            (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && outlineColor !== ground);
          return { name: element.outerHTML.slice(0, 120), isMarked };
        });
        if (!stop) return;
        if (!stop.isMarked) unmarked.push(`${path} ${stop.name}`);
      }
    };
    await visitStops('/sign-in');
    await signIn(page);
    await visitStops('/');
    await visitStops('/edit');
    expect(unmarked).toEqual([]);
  });
}

import type { Page } from '@playwright/test';
import { chooseLanguage } from './choose-language.ts';
import { getAddress, getSavedMessage, openEdit, search } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { openPlayground } from './open-playground.ts';

test('on the edit page another language keeps the input', async ({ page, signIn }) => {
  await signIn(page);
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getAddress(page).fill('Laugavegur 1');
  await page.getByRole('radio', { name: 'Female' }).check();
  await search(page, 'Nationality', 'Icel');
  await chooseLanguage(page, 'ar');

  const html = page.locator('html');
  await expect(page.getByRole('heading', { name: 'تعديل ملفك الشخصي' })).toBeVisible();
  await expect(html).toHaveAttribute('lang', 'ar');
  await expect(html).toHaveAttribute('dir', 'rtl');
  await expect(page).toHaveTitle(/^تعديل ملفك الشخصي/);
  await expect(page.getByLabel('الاسم الأول')).toHaveValue('Lina');
  await expect(page.getByRole('textbox', { name: 'العنوان' })).toHaveValue('Laugavegur 1');
  await expect(page.getByRole('radio', { name: 'أنثى' })).toBeChecked();
  await expect(page.getByLabel('الجنسية')).toHaveValue('آيسلندا');
  // The language has already changed, so its field shows the new one.
  await expect(page.getByRole('combobox', { name: 'اللغة' })).toHaveValue('ar');

  await page.getByRole('button', { name: 'حفظ' }).click();
  await expect(getSavedMessage(page, 'ar')).toBeVisible();
  await expect(page.getByText('Laugavegur 1')).toBeVisible();
  await expect(page.getByText('آيسلندا')).toBeVisible();
});

test('errors are shown in a language that is chosen later', async ({ page, signIn }) => {
  await signIn(page);
  await openEdit(page);
  await page.getByLabel('First name').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toBeFocused();
  await chooseLanguage(page, 'ar');
  await expect(page.getByLabel('الاسم الأول')).toHaveValue('');
  await expect(page.getByText('First name: fill this in')).toHaveCount(0);
  await page.getByRole('button', { name: 'حفظ' }).click();
  await expect(page.getByRole('alert').getByRole('link')).toHaveText(['الاسم الأول: يجب ملء هذا الحقل']);
});

test('before signing in another language keeps the typed number', async ({ page }) => {
  await page.goto('/sign-in?next=/edit');
  await waitForHydration(page);
  await page.getByLabel('Mobile number').fill('050 123');
  await chooseLanguage(page, 'ar');
  await expect(page.getByRole('heading', { name: 'تسجيل الدخول' })).toBeVisible();
  await expect(page.getByLabel('رقم الهاتف المحمول')).toHaveValue('050 123');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'تسجيل الدخول' })).toBeVisible();
  await expect(page).toHaveURL(/next=\/edit$/);
});

test('at the second step another language keeps the typed code', async ({ page, customer }) => {
  await page.goto('/sign-in');
  await waitForHydration(page);
  await page.getByLabel('Mobile number').fill(customer.mobile);
  await page.getByRole('button', { name: 'Send code' }).click();
  const code = await customer.takeCode();
  // The page submits a whole code by itself.
  await page.getByLabel('6-digit code').fill(code.slice(0, 5));
  await chooseLanguage(page, 'ar');
  await expect(page.getByRole('heading', { name: 'إدخال الرمز' })).toBeVisible();
  await expect(page.getByLabel('الرمز المكوّن من 6 أرقام')).toHaveValue(code.slice(0, 5));
});

/** The notice that the language of the account has changed. */
const getNotice = (page: Page) => page.locator('.language-notice');
const inArabic = 'لغتك الآن العربية، وكذلك في الرسائل التي نرسلها.';
const inEnglish = 'Your language is now English, also for messages we send.';

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    const waitForPage = async (page: Page) => {
      if (javaScriptEnabled) await waitForHydration(page);
    };

    test('a language chosen on the sign-in page stays after signing in, which says so', async ({
      page,
      customer,
    }) => {
      await page.goto('/sign-in');
      await waitForPage(page);
      await page.getByLabel('Mobile number').fill(customer.mobile);
      await page.getByRole('button', { name: 'Send code' }).click();
      const code = await customer.takeCode();
      await expect(page.getByLabel('6-digit code')).toBeVisible();
      await chooseLanguage(page, 'ar');
      await page.getByLabel('الرمز المكوّن من 6 أرقام').fill(code);
      // With script the page submits a whole code by itself.
      if (!javaScriptEnabled) {
        await page.getByRole('button', { name: 'تسجيل الدخول', exact: true }).click();
      }
      await expect(page.getByRole('heading', { name: 'ملفك الشخصي' })).toBeVisible();
      await expect(getNotice(page)).toContainText(inArabic);
      await waitForPage(page);
      await getNotice(page).getByRole('button', { name: 'تراجع' }).click();
      await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
      await expect(getNotice(page)).toContainText(inEnglish);
      expect(await (await page.request.get('/api/v3/customer/')).json()).toMatchObject({ language: 'en' });
    });

    test('the switcher says that messages change their language too, and can be undone', {
      tag: '@backend',
    }, async ({ page, signIn }) => {
      await signIn(page);
      await page.goto('/edit');
      await waitForPage(page);
      await page.getByLabel('First name').fill('Lina');
      await chooseLanguage(page, 'ar');
      await expect(getNotice(page)).toContainText(inArabic);
      // Screen readers read the live region with script, and the focused notice of a new page without.
      await expect(getNotice(page)).toHaveAttribute('aria-live', 'polite');
      if (!javaScriptEnabled) await expect(getNotice(page).getByText(inArabic)).toBeFocused();
      await expect(page.getByLabel('الاسم الأول')).toHaveValue('Lina');
      await getNotice(page).getByRole('button', { name: 'تراجع' }).click();
      await expect(getNotice(page)).toContainText(inEnglish);
      await expect(page.getByLabel('First name')).toHaveValue('Lina');
      await page.getByRole('link', { name: 'My profile' }).click();
      await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
      await expect(getNotice(page)).toHaveText('');
    });
  });
}

test('a visitor gets no notice about an account', async ({ page }) => {
  await page.goto('/sign-in');
  await waitForHydration(page);
  await chooseLanguage(page, 'ar');
  await expect(page.getByRole('heading', { name: 'تسجيل الدخول' })).toBeVisible();
  await expect(getNotice(page)).toHaveText('');
});

test('after signing out the page stays in the language of the customer', async ({ page, signIn }) => {
  await signIn(page);
  await page.goto('/');
  await waitForHydration(page);
  await chooseLanguage(page, 'ar');
  await page.getByRole('button', { name: 'تسجيل الخروج' }).click();
  await expect(page.getByRole('status')).toHaveText('تم تسجيل خروجك.');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
});

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('a Latin field name and a date have the right direction in an error message', async ({ page }) => {
    const properties = {
      name: { title: 'Name (full)', type: 'string', minLength: 3 },
      since: { title: 'التاريخ', type: 'string', format: 'date', formatMinimum: '2024-03-15' },
    };
    const data = { name: 'x', since: '2020-01-02' };
    await openPlayground(page, { schema: { properties }, data });
    await waitForHydration(page);
    await page.getByRole('button', { name: 'تحقق' }).click();
    const errors = page.getByRole('alert').getByRole('link');
    await expect(errors).toHaveText([/Name \(full\)/, /15 مارس 2024/]);
    /** Whether one text of an error message is to the left of another. */
    const isLeft = (index: number, texts: [string, string]) =>
      errors.nth(index).evaluate((link, [left, right]) => {
        const text = link.firstChild as Text;
        const getStart = (part: string) => {
          const range = document.createRange();
          range.setStart(text, text.data.indexOf(part));
          range.setEnd(text, text.data.indexOf(part) + 1);
          return range.getBoundingClientRect().left;
        };
        return getStart(left) < getStart(right);
      }, texts);
    expect(await isLeft(0, ['l', ')'])).toBe(true);
    expect(await isLeft(1, ['2024', '15'])).toBe(true);
  });
});

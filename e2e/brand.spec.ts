import { brandVariables } from './brand-variables.ts';
import { expect, test } from './fixtures.ts';
import { findOverflow } from './page-checks.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

test.use({ variables: brandVariables, language: 'ar' });

withAndWithoutScript((open, hasScript) => {
  test('has its name, links and colours on every page, in both languages', async ({ page, signIn }) => {
    await signIn(page);
    await open(page, '/edit');
    await expect(page).toHaveTitle(/سفينة للتأمين$/);
    const banner = page.getByRole('banner');
    await expect(banner.getByRole('link', { name: 'سفينة للتأمين' })).toBeVisible();
    const logo = banner.locator('img');
    await expect(logo).toHaveJSProperty('complete', true);
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    const save = page.getByRole('button', { name: 'حفظ', exact: true });
    await expect(save).toHaveCSS('background-color', 'rgb(109, 32, 119)');
    await expect(page.getByLabel('رقم اللوحة')).toBeVisible();
    expect(await findOverflow(page)).toEqual([]);

    await page.locator('.language-menu > summary').click();
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Edit your profile' })).toBeVisible();
    await expect(page).toHaveTitle('Edit your profile – Safina Insurance');
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
    await expect(page.getByLabel('Number plate')).toBeVisible();
    const links = page.getByRole('contentinfo').getByRole('link');
    await expect(links).toHaveText(['Contact', '+971 4 555 0100', 'Privacy notice', 'Terms of use']);
    await expect(links.nth(2)).toHaveAttribute('href', 'https://safina.example/privacy');
    if (hasScript) {
      await page.emulateMedia({ colorScheme: 'dark' });
      const dark = page.getByRole('button', { name: 'Save', exact: true });
      await expect(dark).toHaveCSS('background-color', 'rgb(219, 166, 230)');
    }
  });
});

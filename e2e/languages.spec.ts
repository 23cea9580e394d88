import type { Page } from '@playwright/test';
import { builtInCodes, builtInLanguages } from '../locales/built-in-languages.ts';
import type { TestCustomer } from './app-server.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { findOverflow } from './page-checks.ts';
import { getState } from './page-states.ts';
import { getText } from './texts.ts';

/** Makes the words of a page 60 % longer, as a language with long words would. */
async function lengthenWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      if (text.parentElement?.closest('script, style, textarea, [dir=ltr]')) continue;
      text.data = text.data.replaceAll(/\p{L}+/gu, (word) => {
        const more = Math.ceil(word.length * 0.6);
        return word + word.repeat(2).slice(-more);
      });
    }
  });
}

/** Signs in, breaks a rule, corrects it and saves: every page in the language of the customer. */
async function makeJourney(page: Page, customer: TestCustomer, hasScript: boolean): Promise<void> {
  const { language } = customer;
  const text = (key: string) => getText(language, 'app', key);
  const ready = async () => {
    if (hasScript) await waitForHydration(page);
  };
  const press = (key: string) => page.getByRole('button', { name: text(key), exact: true }).click();

  await page.goto('/edit');
  await ready();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  await expect(page.locator('html')).toHaveAttribute('dir', builtInLanguages[language].direction);
  await page.locator('[name="mobile"]').fill(customer.mobile);
  await press('signIn.send');
  // With script the page submits a whole code by itself.
  await page.locator('[name="code"]').fill(await customer.takeCode());
  if (!hasScript) await press('signIn.verify');
  await expect(page.getByRole('heading', { name: text('edit.title') })).toBeVisible();
  await ready();

  const firstName = page.getByLabel(getText(language, 'form', 'first_name'), { exact: true });
  const name = await firstName.inputValue();
  await firstName.fill('');
  await press('edit.save');
  const title = getText(language, 'form', 'first_name');
  const error = getText(language, 'errors', 'required', { title });
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([error]);
  await ready();
  await firstName.fill(`${name} ${name}`);
  await press('edit.save');
  await expect(page.getByText(text('profile.saved'))).toBeVisible();
  await expect(page.getByText(`${name} ${name}`).last()).toBeVisible();
}

for (const language of builtInCodes) {
  test.describe(language, () => {
    test.use({ language });

    test('a customer signs in, corrects an error and saves', async ({ page, customer }) => {
      await makeJourney(page, customer, true);
    });

    test.describe('without script', () => {
      test.use({ javaScriptEnabled: false });

      test('a customer signs in, corrects an error and saves', async ({ page, customer, pageErrors }) => {
        pageErrors.expect(/422.*edit/);
        await makeJourney(page, customer, false);
      });
    });
  });
}

test('no page is wider than 320 px with words that are 60 % longer, nor with the menu open', async ({
  page,
  customer,
}) => {
  for (const name of ['sign-in', 'code', 'profile', 'edit-errors']) {
    await getState(name).open(page, customer);
    await page.locator('.language-menu > summary').click();
    await lengthenWords(page);
    expect.soft(await findOverflow(page), name).toEqual([]);
    await page.context().clearCookies();
  }
});

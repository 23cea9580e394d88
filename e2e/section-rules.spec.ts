import type { Page } from '@playwright/test';
import type { JsonObject } from 'schema-form';
import { apiPaths } from '../shared/customer-api.ts';
import { getErrorSummary, getSaveButton, getSavedMessage } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { findViolations } from './page-checks.ts';

async function readData(page: Page): Promise<JsonObject> {
  return (await (await page.request.get(apiPaths.update)).json()).form.data;
}

test.use({
  profileForm: {
    schema: {
      type: 'object',
      properties: {
        first_name: { type: 'string', title: 'First name' },
        email: { type: 'string', title: 'Email', format: 'email' },
        wants_mail: { type: 'boolean', title: 'Send me letters' },
        code: { type: 'string', title: 'Fixed code', readOnly: true },
        tags: { type: 'array', title: 'Tags', items: { type: 'string', title: 'Tag' } },
      },
      if: { properties: { wants_mail: { const: true } }, required: ['wants_mail'] },
      // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
      then: { required: ['post_box'], properties: { post_box: { type: 'string', title: 'Postal address' } } },
    },
    ui_schema: {
      'ui:options': {
        sections: [
          { id: 'you', title: 'You', fields: ['first_name', 'email'] },
          { title: 'Home & post', id: 'home/post', fields: ['post_box', 'tags'] },
          { id: 'wishes', title: 'Wishes', fields: ['wants_mail'] },
          { id: 'fixed', title: 'Fixed', fields: ['code'] },
        ],
      },
      email: { 'ui:options': { link: true } },
    },
  },
});

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    test.use({ javaScriptEnabled });

    test('an error in another section shows that section, and both are saved', async ({
      page,
      pageErrors,
    }) => {
      if (!javaScriptEnabled) pageErrors.expect(/422.*edit\/wishes/);
      await page.goto('/edit/wishes');
      if (javaScriptEnabled) await waitForHydration(page);
      await expect(page.getByLabel('Postal address')).toHaveCount(0);
      await page.getByLabel('Send me letters').check();
      await getSaveButton(page).click();
      await expect(getErrorSummary(page).getByRole('link')).toHaveText(['Postal address: fill this in']);
      await getErrorSummary(page).getByRole('link').click();
      await expect(page.getByLabel('Postal address')).toBeFocused();
      await expect(page.getByLabel('First name')).toHaveCount(0);
      if (javaScriptEnabled) expect.soft(await findViolations(page)).toEqual([]);
      await page.getByLabel('Postal address').fill('Amman');
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      expect(await readData(page)).toMatchObject({
        first_name: 'Layla',
        post_box: 'Amman',
        wants_mail: true,
      });
    });

    test('a list is edited in its section, whose id may hold any character', async ({ page, baseURL }) => {
      await page.goto('/');
      if (javaScriptEnabled) await waitForHydration(page);
      await page.getByRole('link', { name: 'Edit: Home & post' }).click();
      await expect(page).toHaveURL(`${baseURL}/edit/home%2Fpost`);
      await page.getByRole('button', { name: 'Add: Tags' }).click();
      await page.getByRole('textbox', { name: 'Tag' }).fill('calm');
      await expect(page.getByLabel('First name')).toHaveCount(0);
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      expect(await readData(page)).toMatchObject({ first_name: 'Layla', tags: ['calm'] });
    });

    test('a section that nobody can change has no link and no page', async ({ page, pageErrors }) => {
      pageErrors.expect(/404.*fixed/);
      await page.request.post(apiPaths.update, { data: { first_name: 'Lina' } });
      await page.goto('/');
      await expect(page.getByRole('link', { name: 'Edit: Wishes' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Edit: Fixed' })).toHaveCount(0);
      expect((await page.goto('/edit/fixed'))?.status()).toBe(404);
    });

    test('an address is a link where the operator wants it', async ({ page }) => {
      await page.goto('/');
      await expect(page.getByRole('link', { name: 'layla@example.com' })).toHaveAttribute(
        'href',
        'mailto:layla@example.com',
      );
    });
  });
}

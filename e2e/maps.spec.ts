import type { Page } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';
import { chooseLanguage } from './choose-language.ts';
import { getSaveButton, getSavedMessage } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { findOverflow } from './page-checks.ts';

const text = { type: 'string', title: 'Note' };
const form = {
  schema: {
    type: 'object',
    properties: {
      nickname: { type: 'string', title: 'Nickname' },
      notes: { type: 'object', title: 'Notes', maxProperties: 3, additionalProperties: text },
      shops: {
        type: 'object',
        title: 'Shops',
        additionalProperties: {
          type: 'object',
          title: 'Shop',
          properties: { open: { type: 'boolean', title: 'Open' } },
          patternProperties: { '^x-': { type: 'integer', title: 'Number' } },
          additionalProperties: false,
        },
      },
    },
  },
};

test.use({ profileForm: form, javaScriptEnabled: false });

const getButton = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const getName = (page: Page, of: string) => page.locator(`input[name="${of}__key"]`);
const locateField = (page: Page, name: string) => page.locator(`input[name="${name}"]:not([type=hidden])`);

async function read(page: Page): Promise<unknown> {
  const { form } = await (await page.request.get(apiPaths.update)).json();
  return form.data;
}

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
  await page.goto('/edit');
});

test('members are added, named and removed without script, and the input stays', async ({ page }) => {
  await page.getByLabel('Nickname').fill('Sunny');
  await getButton(page, 'Add: Notes').click();
  await expect(page.getByLabel('Nickname')).toHaveValue('Sunny');
  await getName(page, 'root[notes][New name]').fill('home');
  await locateField(page, 'root[notes][New name]').fill('Villa 12');
  await getButton(page, 'Add: Notes').click();
  await expect(locateField(page, 'root[notes][home]')).toHaveValue('Villa 12');
  await getName(page, 'root[notes][New name]').fill('home');
  await locateField(page, 'root[notes][New name]').fill('Flat 7');
  await getButton(page, 'Add: Notes').click();
  // Another member has this name already.
  await expect(locateField(page, 'root[notes][home-1]')).toHaveValue('Flat 7');
  await expect(getButton(page, 'Add: Notes')).toHaveCount(0);
  expect.soft(await findOverflow(page)).toEqual([]);
  await getButton(page, 'Remove: New name').click();
  // Enter saves and does not press a button of a map.
  await getName(page, 'root[notes][home-1]').fill('work');
  await locateField(page, 'root[notes][home-1]').press('Enter');
  await expect(getSavedMessage(page)).toBeVisible();
  expect(await read(page)).toEqual({ nickname: 'Sunny', notes: { home: 'Villa 12', work: 'Flat 7' } });

  await page.goto('/edit');
  await getButton(page, 'Remove: home').click();
  await getButton(page, 'Remove: work').click();
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  expect(await read(page)).toEqual({ nickname: 'Sunny' });
});

test('nested maps work in another language too', async ({ page }) => {
  await chooseLanguage(page, 'ar');
  // Inserted texts are isolated from the direction of the sentence.
  await getButton(page, 'إضافة: \u2068Shops\u2069').click();
  await getName(page, 'root[shops][اسم جديد]').fill('متجر');
  await getButton(page, 'إضافة: اسم جديد').click();
  const inside = 'root[shops][متجر]';
  await getName(page, `${inside}[اسم جديد]`).fill('x-1');
  await page.getByRole('checkbox', { name: 'Open' }).check();
  await getButton(page, 'إضافة: \u2068Notes\u2069').click();
  await locateField(page, `${inside}[x-1]`).fill('٧');
  await page.getByRole('button', { name: 'حفظ' }).click();
  await expect(getSavedMessage(page, 'ar')).toBeVisible();
  expect(await read(page)).toMatchObject({ shops: { متجر: { open: true, 'x-1': 7 } } });
});

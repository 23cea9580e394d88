import path from 'node:path';
import { apiPaths } from '../shared/customer-api.ts';
import { getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';

const profileForm = {
  schema: {
    type: 'object',
    properties: {
      friends: {
        type: 'array',
        title: 'Friends',
        items: { type: 'object', properties: { name: { type: 'string', title: 'Friend' } } },
      },
      level: { type: 'integer', title: 'Level', minimum: 0, maximum: 9 },
      days: { type: 'array', title: 'Days', uniqueItems: true, items: { enum: ['mo', 'tu'] } },
      colour: { enum: [1, 2], title: 'Colour' },
      motto: { type: 'string', title: 'Motto', minLength: 3, description: 'A short one' },
      place: { type: 'object', properties: { city: { type: 'string', title: 'City' } } },
      box: { type: 'object', title: 'Box', properties: { size: { type: 'number', title: 'Size' } } },
      nickname: { type: 'string', title: 'Nickname' },
    },
  },
  ui_schema: {
    level: { 'ui:widget': 'range' },
    days: { 'ui:enumNames': ['Monday', 'Tuesday'] },
    colour: { 'ui:enumNames': ['Red', 'Blue'] },
    motto: { 'ui:FieldTemplate': 'frame', 'ui:help': 'No more than a line' },
    place: { 'ui:field': 'capitals' },
    box: { 'ui:ObjectFieldTemplate': 'box' },
    nickname: { 'ui:widget': 'nickname' },
  },
};

test.use({ profileForm, registry: path.join(import.meta.dirname, 'registry-of-rjsf.tsx') });

test('components of rjsf work unchanged', async ({ page, signIn }) => {
  await signIn(page);
  await openEdit(page);

  const friends = page.getByRole('group', { name: 'Friends' });
  const names = friends.getByRole('textbox', { name: 'Friend' });
  for (const name of ['Layla', 'Omar', 'Sara']) {
    await friends.getByRole('button', { name: 'Add' }).last().click();
    await names.last().fill(name);
  }
  // The class `row` of rjsf has no style of ours, so the items stand below each other.
  const lefts = await names.evaluateAll((inputs) =>
    inputs.map((input) => input.getBoundingClientRect().left),
  );
  expect(new Set(lefts).size).toBe(1);
  const layla = await names.first().elementHandle();
  await friends.getByRole('button', { name: 'Move down' }).first().click();
  await expect(names.nth(1)).toHaveValue('Layla');
  // The element itself has moved, so the browser keeps its state.
  expect(await names.nth(1).evaluate((element, moved) => element === moved, layla)).toBe(true);
  await friends.getByRole('button', { name: 'Remove' }).first().click();
  await expect(names).toHaveCount(2);

  await page.getByLabel('Level').focus();
  await page.keyboard.press('End');
  await page.getByLabel('Tuesday').check();
  await page.getByLabel('Colour').selectOption('Blue');
  await page.getByLabel('City').fill('ajman');
  await page.getByRole('group', { name: 'Box' }).getByLabel('Size').fill('1.50');
  await expect(page.getByLabel('City')).toHaveValue('AJMAN');

  const nickname = page.getByLabel('Nickname');
  await nickname.fill('Admin');
  await expect(nickname).toHaveAccessibleDescription(/Somebody has it/);
  await nickname.fill('Admiral');
  await expect(page.getByText('Somebody has it')).toHaveCount(0);

  const motto = page.getByLabel('Motto');
  await expect(motto).toHaveAccessibleDescription('No more than a line');
  await motto.fill('Hm');
  await getSaveButton(page).click();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText(['Motto: at least 3 characters']);
  await expect(motto).toHaveAccessibleDescription(/Motto: at least 3 characters/);
  await motto.fill('Slowly');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();

  const { form } = await (await page.request.get(apiPaths.update)).json();
  expect(form.data).toEqual({
    friends: [{ name: 'Layla' }, { name: 'Sara' }],
    level: 9,
    days: ['tu'],
    colour: 2,
    motto: 'Slowly',
    place: { city: 'AJMAN' },
    box: { size: 1.5 },
    nickname: 'Admiral',
  });
});

import path from 'node:path';
import { apiPaths } from '../shared/customer-api.ts';
import { getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';

const profileForm = {
  schema: {
    type: 'object',
    required: ['rating'],
    properties: {
      rating: { type: 'integer', title: 'Rating', minimum: 2 },
      motto: { type: 'string', title: 'Motto', minLength: 2 },
      point: { type: 'object', title: 'Point', properties: { x: { type: 'number' } } },
      plain: { type: 'integer', title: 'Plain' },
    },
  },
  ui_schema: {
    rating: { 'ui:widget': 'stars' },
    motto: { 'ui:FieldTemplate': 'card', 'ui:widget': 'textarea' },
    point: { 'ui:field': 'pair' },
    plain: { 'ui:widget': 'nothing', 'ui:FieldTemplate': 'nothing', 'ui:field': 'nothing' },
  },
};

test.use({ profileForm, registry: path.join(import.meta.dirname, 'registry-of-stars.tsx') });

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

test('plug-ins of a registry file are rendered, validated, saved and shown on the reading page', async ({
  page,
}) => {
  await openEdit(page);
  const rating = page.getByRole('group', { name: 'Rating' });
  await getSaveButton(page).click();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText(['Rating: fill this in']);
  await rating.getByLabel('★', { exact: true }).check();
  await page.getByLabel('Plain').fill('٧');
  await expect(rating).toHaveAccessibleDescription('Rating: 2 or more');
  await rating.getByLabel('★★★', { exact: true }).check();
  await page.getByRole('button', { name: 'Point 0' }).click();
  await page.getByRole('button', { name: 'Point 1' }).click();
  const card = page.getByRole('region', { name: 'Card of Motto' });
  await card.getByRole('textbox').fill('M');
  await getSaveButton(page).click();
  await expect(card).toContainText('Motto: at least 2 characters');
  await card.getByRole('textbox').fill('Slowly');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByText('★★★', { exact: true })).toBeVisible();
  const { form } = await (await page.request.get(apiPaths.update)).json();
  expect(form.data).toEqual({ rating: 3, motto: 'Slowly', point: { x: 2 }, plain: 7 });
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });

  test('a widget of the registry works in the form', async ({ page }) => {
    await page.goto('/edit');
    await page.getByRole('group', { name: 'Rating' }).getByLabel('★★', { exact: true }).check();
    await getSaveButton(page).click();
    // The closed list of changes comes before the profile.
    await expect(page.getByText('★★', { exact: true }).last()).toBeVisible();
  });
});

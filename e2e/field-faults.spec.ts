import type { Page } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';
import { getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { findViolations } from './page-checks.ts';

const profileForm = {
  schema: {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    required: ['smoker', 'consent'],
    properties: {
      search: { type: 'string', title: 'Search' },
      size: { type: 'string', title: 'Size', enum: ['s', 'm'] },
      skills: { type: 'array', title: 'Skills', items: { type: 'string', title: 'Skill', minLength: 3 } },
      colours: {
        type: 'array',
        title: 'Colours',
        uniqueItems: true,
        items: { type: 'string', title: 'Colour', enum: ['red', 'blue'], pattern: '^r' },
      },
      seat: { type: 'string', title: 'Seat', enum: ['aisle', 'window'], deprecated: true },
      member: { type: 'boolean', title: 'Member', deprecated: true },
      smoker: { type: 'boolean', title: 'Smoker' },
      news: { title: 'News', const: true },
      consent: { title: 'I agree to the terms', const: true },
    },
  },
  ui_schema: {
    search: { 'ui:label': false },
    size: { 'ui:widget': 'radio', 'ui:options': { label: false } },
    skills: { 'ui:widget': 'tags' },
    seat: { 'ui:widget': 'radio' },
    member: { 'ui:widget': 'checkbox' },
    smoker: { 'ui:widget': 'radio' },
  },
};

test.use({ profileForm });

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

async function answerAll(page: Page): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Smoker' }).getByLabel('No').check();
  await page.getByLabel('I agree to the terms').check();
}

test('every field has a name, also without a label in sight, and whoever draws it', async ({ page }) => {
  await openEdit(page);
  await expect(page.getByRole('textbox', { name: 'Search (optional)' })).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: 'Size (optional)' }).getByRole('radio')).toHaveCount(2);
  for (const name of ['Search', 'Size']) {
    const { width } = (await page.getByText(name, { exact: false }).first().boundingBox()) ?? {};
    expect(width).toBe(1);
  }
  await expect(page.getByRole('radiogroup', { name: 'Seat' }).getByRole('radio')).toHaveCount(2);
  await expect(page.getByText(/^Member/)).toHaveCount(1);
  expect(await findViolations(page)).toEqual([]);
});

test('a fault of one entry is said at the field that holds them all, and the summary leads there', async ({
  page,
}) => {
  await openEdit(page);
  await answerAll(page);
  const skills = page.getByRole('textbox', { name: 'Skills' });
  await skills.fill('sewing, ab,');
  await page.getByLabel('blue').check();
  await getSaveButton(page).click();
  await expect(skills).toHaveAccessibleDescription(/Skill must have at least 3 characters/);
  await expect(skills).toHaveAttribute('aria-invalid', 'true');
  const colours = page.getByRole('group', { name: 'Colours' });
  await expect(colours).toHaveAccessibleDescription('Colour is not in the right form');
  await getErrorSummary(page).getByRole('link', { name: 'Colour' }).click();
  await expect(page.getByLabel('red')).toBeFocused();
  await getErrorSummary(page).getByRole('link', { name: 'Skill' }).click();
  await expect(skills).toBeFocused();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('an answer that must be given is asked for, and one that need not be is not', async ({
      page,
      faults,
    }) => {
      if (!javaScriptEnabled) faults.expect(/422.*edit/);
      await (javaScriptEnabled ? openEdit(page) : page.goto('/edit'));
      await getSaveButton(page).click();
      await expect(getErrorSummary(page).getByRole('link')).toHaveText([
        'Choose yes or no: Smoker',
        'Tick the box to go on: I agree to the terms',
      ]);
      await answerAll(page);
      await page.getByLabel('News').check();
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();

      await (javaScriptEnabled ? openEdit(page) : page.goto('/edit'));
      await page.getByLabel('News').uncheck();
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      const { form } = await (await page.request.get(apiPaths.update)).json();
      expect(form.data).toMatchObject({ smoker: false, consent: true });
      expect(form.data).not.toHaveProperty('news');
    });
  });
}

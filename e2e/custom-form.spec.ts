import type { Locator, Page } from '@playwright/test';
import { getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { findOverflow, findViolations } from './page-checks.ts';

const profileForm = {
  schema: {
    type: 'object',
    required: ['first_name', 'plan'],
    properties: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of locales/*/form.json
      first_name: { type: 'string', title: '${first_name}', minLength: 1 },
      shoe_size: { type: 'number', title: 'Shoe size', minimum: 30, maximum: 50, multipleOf: 0.5 },
      newsletter: { type: 'boolean', title: 'Send me the newsletter' },
      plan: { type: 'string', title: 'Plan', enum: ['basic', 'plus'] },
      seat: { type: 'string', title: 'Seat', enum: ['aisle', 'window'] },
      employer: {
        type: 'object',
        title: 'Employer',
        required: ['name'],
        properties: {
          name: { type: 'string', title: 'Company', minLength: 2 },
          since: { type: 'integer', title: 'Since the year', minimum: 1950 },
        },
      },
      hobbies: { type: 'array', title: 'Hobbies', items: { type: 'string', title: 'Hobby', minLength: 2 } },
    },
  },
  ui_schema: {
    plan: { 'ui:enumNames': ['Basic plan', 'Plus plan'] },
    seat: { 'ui:widget': 'radio', 'ui:enumNames': ['At the aisle', 'At the window'] },
  },
};

test.use({ profileForm });

/** Returns the value of a field on the profile page. */
function getValue(page: Page, name: string): Locator {
  const row = page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) });
  return row.last().getByRole('definition').last();
}

async function fillAllButHobbies(page: Page): Promise<void> {
  await page.getByLabel('First name').fill('Lina');
  await page.getByLabel('Shoe size').fill('38.5');
  await page.getByLabel('Send me the newsletter').check();
  await page.getByLabel('Plan').selectOption('Plus plan');
  await page.getByRole('radio', { name: 'At the window' }).check();
  await page.getByLabel('Company').fill('Northwind');
  await page.getByLabel('Since the year').fill('٢٠٢٠');
}

async function expectAllButHobbies(page: Page): Promise<void> {
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(getValue(page, 'First name')).toHaveText('Lina');
  await expect(getValue(page, 'Shoe size')).toHaveText('38.5');
  await expect(getValue(page, 'Send me the newsletter')).toHaveText('Yes');
  await expect(getValue(page, 'Plan')).toHaveText('Plus plan');
  await expect(getValue(page, 'Seat')).toHaveText('At the window');
  await expect(getValue(page, 'Company')).toHaveText('Northwind');
  await expect(getValue(page, 'Since the year')).toHaveText('2020');
}

async function expectFormHoldsAll(page: Page): Promise<void> {
  await expect(page.getByLabel('Shoe size')).toHaveValue('38.5');
  await expect(page.getByLabel('Send me the newsletter')).toBeChecked();
  await expect(page.getByLabel('Plan')).toHaveValue('plus');
  await expect(page.getByRole('radio', { name: 'At the window' })).toBeChecked();
  await expect(page.getByRole('group', { name: 'Employer' }).getByLabel('Company')).toHaveValue('Northwind');
  await expect(page.getByLabel('Since the year')).toHaveValue('2020');
}

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

test('any form is rendered, filled in, saved and read back', async ({ page }) => {
  await openEdit(page);
  await fillAllButHobbies(page);
  const hobbies = page.getByRole('group', { name: 'Hobbies' });
  for (const [index, hobby] of ['Chess', 'Running', 'Tea'].entries()) {
    await hobbies.getByRole('button', { name: 'Add' }).click();
    await hobbies.getByRole('textbox').nth(index).fill(hobby);
  }
  await hobbies.getByRole('button', { name: 'Remove' }).nth(1).click();
  await getSaveButton(page).click();
  await expectAllButHobbies(page);
  await expect(getValue(page, 'Hobbies').getByRole('listitem')).toHaveText(['Chess', 'Tea']);

  await openEdit(page);
  await expectFormHoldsAll(page);
  await expect(hobbies.getByRole('textbox')).toHaveCount(2);
  await expect(hobbies.getByRole('textbox').last()).toHaveValue('Tea');
  await page.getByLabel('Send me the newsletter').uncheck();
  await page.getByLabel('Shoe size').fill('');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(getValue(page, 'Send me the newsletter')).toHaveText('No');
  await expect(getValue(page, 'Shoe size')).toHaveText('Add');
});

test('nested errors of any form are reported and lead to their fields', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Shoe size').fill('38.2');
  await page.getByLabel('Since the year').fill('1900');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('group', { name: 'Hobbies' }).getByRole('textbox').fill('x');
  await page.keyboard.press('Tab');
  await getSaveButton(page).click();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText([
    'Shoe size: a multiple of 0.5',
    'Plan: choose one',
    'Company: fill this in',
    'Since the year: 1950 or more',
    'Hobby 1: at least 2 characters',
  ]);
  await getErrorSummary(page).getByRole('link', { name: 'company' }).click();
  await expect(page.getByLabel('Company')).toBeFocused();
  await getErrorSummary(page).getByRole('link', { name: 'Hobby' }).click();
  const hobby = page.getByRole('group', { name: 'Hobbies' }).getByRole('textbox');
  await expect(hobby).toBeFocused();
  await expect(hobby).toHaveAttribute('aria-invalid', 'true');
  await expect(hobby).toHaveAccessibleDescription(/Hobby 1: at least 2 characters/);
  expect.soft(await findViolations(page)).toEqual([]);
  expect.soft(await findOverflow(page)).toEqual([]);
});

test('Save reports the errors of untouched fields too', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Shoe size').fill('38.2');
  await getSaveButton(page).click();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText([
    'Shoe size: a multiple of 0.5',
    'Plan: choose one',
  ]);
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('any form is rendered, filled in, saved and read back', async ({ page, pageErrors }) => {
    pageErrors.expect(/422.*edit/);
    await page.goto('/edit');
    await fillAllButHobbies(page);
    await page.getByLabel('Company').fill('N');
    await getSaveButton(page).click();
    await expect(getErrorSummary(page).getByRole('link')).toHaveText(['Company: at least 2 characters']);
    // The form comes back with the error and with the input.
    await expect(page.getByLabel('Company')).toHaveValue('N');
    await expect(page.getByLabel('Shoe size')).toHaveValue('38.5');
    await expect(page.getByLabel('Send me the newsletter')).toBeChecked();
    await expect(page.getByRole('radio', { name: 'At the window' })).toBeChecked();
    await page.getByLabel('Company').fill('Northwind');
    await getSaveButton(page).click();
    await expectAllButHobbies(page);
    await page.goto('/edit');
    await expectFormHoldsAll(page);
    await page.getByLabel('Send me the newsletter').uncheck();
    await getSaveButton(page).click();
    await expect(getValue(page, 'Send me the newsletter')).toHaveText('No');
  });
});

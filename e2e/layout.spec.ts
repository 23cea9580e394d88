import type { Locator, Page } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';
import { chooseLanguage } from './choose-language.ts';
import { getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { findOverflow, findViolations } from './page-checks.ts';
import { getText } from './texts.ts';

const profileForm = {
  schema: {
    type: 'object',
    required: ['first_name'],
    dependentRequired: { if_match: ['last_name'] },
    properties: {
      first_name: { type: 'string', title: 'First name', minLength: 2 },
      last_name: { type: 'string', title: 'Last name', minLength: 2 },
      home: {
        type: 'object',
        title: 'Home',
        properties: {
          city: { type: 'string', title: 'City', minLength: 2 },
          code: { type: 'string', title: 'Code' },
        },
      },
      towns: { type: 'array', title: 'Towns', items: { type: 'string', title: 'Town' } },
      has_car: { type: 'boolean', title: 'I have a car' },
      // The form's own fields have these names too.
      if_match: { type: 'string', title: 'Match' },
      form_next: { type: 'string', title: 'Next of kin', minLength: 2 },
    },
    if: { properties: { has_car: { const: true } }, required: ['has_car'] },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { properties: { plate: { type: 'string', title: 'Number plate', minLength: 2 } } },
  },
  ui_schema: {
    'ui:options': {
      steps: true,
      sections: [
        { title: 'You', fields: ['first_name', 'last_name'] },
        { id: 'home', title: 'Home', fields: ['home', 'towns', 'has_car'] },
        { title: 'Your car', fields: ['plate'] },
      ],
    },
    home: { 'ui:options': { collapsible: true, collapsed: true } },
  },
};

test.use({ profileForm });

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

const getNext = (page: Page): Locator => page.getByRole('button', { name: 'Next', exact: true });
const getBack = (page: Page): Locator => page.getByRole('button', { name: 'Back', exact: true });
const getStep = (page: Page, name: string): Locator => page.getByRole('heading', { name, exact: true });
const getHome = (page: Page): Locator => page.locator('summary').filter({ hasText: 'Home' });

async function readData(page: Page) {
  return (await (await page.request.get(apiPaths.update)).json()).form.data;
}

test('a form with steps is filled in by keyboard', async ({ page }) => {
  await openEdit(page);
  const { keyboard } = page;
  await expect(getStep(page, 'Step 1 of 3: You')).toBeVisible();
  await expect(getSaveButton(page)).toBeHidden();
  await expect(getBack(page)).toBeHidden();
  await page.getByLabel('Last name').fill('Haddad-Khoury');
  // Enter goes to the next step and saves nothing.
  await keyboard.press('Enter');
  await expect(getStep(page, 'Step 2 of 3: Home')).toBeFocused();
  await expect(page.getByLabel('Last name')).toBeHidden();

  await keyboard.press('Tab');
  await expect(getHome(page)).toBeFocused();
  await keyboard.press('Space');
  await keyboard.press('Tab');
  await expect(page.getByRole('group', { name: 'Home', exact: true }).getByLabel('City')).toBeFocused();
  await keyboard.type('Amman');
  await page.getByLabel('I have a car').focus();
  await keyboard.press('Space');
  // There is one more step, because it has fields now.
  await expect(getStep(page, 'Step 2 of 4: Home')).toBeVisible();
  await keyboard.press('Tab');
  await expect(getNext(page)).toBeFocused();
  await keyboard.press('Enter');
  await expect(getStep(page, 'Step 3 of 4: Your car')).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.type('12345');
  await keyboard.press('Enter');
  await expect(getStep(page, 'Step 4 of 4')).toBeFocused();
  await expect(getNext(page)).toBeHidden();
  await keyboard.press('Tab');
  await keyboard.type('M');
  await keyboard.press('Tab');
  await keyboard.type('Nadim');
  await keyboard.press('Enter');
  await expect(getSavedMessage(page)).toBeFocused();
  expect(await readData(page)).toEqual({
    first_name: 'Layla',
    last_name: 'Haddad-Khoury',
    home: { city: 'Amman' },
    has_car: true,
    plate: '12345',
    if_match: 'M',
    form_next: 'Nadim',
  });
});

test('Next validates only the fields of its step, and Back validates none', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('L');
  await page.getByLabel('Last name').fill('H');
  await getNext(page).click();
  const links = getErrorSummary(page).getByRole('link');
  await expect(getErrorSummary(page)).toBeFocused();
  await expect(links).toHaveText(['First name: at least 2 characters', 'Last name: at least 2 characters']);
  expect.soft(await findViolations(page)).toEqual([]);
  await page.getByLabel('First name').fill('Lina');
  await page.getByLabel('Last name').fill('Haddad');
  await getNext(page).click();
  await expect(getErrorSummary(page)).toBeHidden();

  await getHome(page).click();
  await page.getByLabel('City').fill('A');
  await getBack(page).click();
  await expect(getStep(page, 'Step 1 of 3: You')).toBeFocused();
  await expect(getErrorSummary(page)).toBeHidden();
  await getNext(page).click();
  await expect(page.getByLabel('City')).toHaveValue('A');
  // A collapsed group opens when it contains an error.
  await getHome(page).click();
  await expect(page.getByLabel('City')).toBeHidden();
  await getNext(page).click();
  await expect(links).toHaveText(['City: at least 2 characters']);
  await expect(page.getByLabel('City')).toBeVisible();
  await getHome(page).click();
  await expect(page.getByLabel('City')).toBeHidden();
  await links.click();
  await expect(page.getByLabel('City')).toBeFocused();
});

test('saving goes to an earlier step that has an error', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Last name').fill('');
  await getNext(page).click();
  await getNext(page).click();
  await page.getByLabel('Match').fill('x');
  await getSaveButton(page).click();
  await expect(getStep(page, 'Step 1 of 3: You')).toBeVisible();
  await expect(getErrorSummary(page)).toBeFocused();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText(['Last name: fill this in']);
  await expect(page).toHaveTitle('Error: Step 1 of 3: You – Edit your profile – My profile');
  await page.getByLabel('Last name').fill('Haddad');
  await getNext(page).click();
  await expect(page).toHaveTitle('Step 2 of 3: Home – Edit your profile – My profile');
  await getNext(page).click();
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
});

test('saving goes to an earlier step in which the server finds an error', async ({ page }) => {
  await openEdit(page);
  await getNext(page).click();
  await getNext(page).click();
  await expect(getStep(page, 'Step 3 of 3')).toBeFocused();
  await page.route('**/api/v3/customer/update/', async (route) => {
    const answer = await (await route.fetch({ method: 'GET', postData: null })).json();
    const errors = { home: { city: { __errors: ['There is no such city'] } } };
    await route.fulfill({ json: { ...answer, has_errors: true, form: { ...answer.form, errors } } });
  });
  await page.getByLabel('Match').fill('x');
  await getSaveButton(page).click();
  await expect(getErrorSummary(page)).toBeFocused();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText(['There is no such city']);
  await expect(getStep(page, 'Step 2 of 3: Home')).toBeVisible();
  await expect(page.getByLabel('City')).toHaveAccessibleDescription('There is no such city');
});

test('an error of the server in a later step stays until that step is shown', async ({ page }) => {
  await openEdit(page);
  for (let step = 1; step < 3; step += 1) await getNext(page).click();
  await page.route('**/api/v3/customer/update/', async (route) => {
    const answer = await (await route.fetch({ method: 'GET', postData: null })).json();
    const errors = {
      first_name: { __errors: ['There is no such name'] },
      home: { city: { __errors: ['There is no such city'] } },
    };
    await route.fulfill({ json: { ...answer, has_errors: true, form: { ...answer.form, errors } } });
  });
  await page.getByLabel('Match').fill('x');
  await getSaveButton(page).click();
  const links = getErrorSummary(page).getByRole('link');
  await expect(links).toHaveText(['There is no such name']);
  await page.getByLabel('First name').fill('Lina');
  await getNext(page).click();
  await expect(getStep(page, 'Step 2 of 3: Home')).toBeVisible();
  await expect(links).toHaveText(['There is no such city']);
});

test('the step and the input stay after a reload and in another language', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('First name').fill('Lina');
  await getNext(page).click();
  await expect(getStep(page, 'Step 2 of 3: Home')).toBeFocused();
  await page.reload();
  await expect(getStep(page, 'Step 2 of 3: Home')).toBeVisible();
  await getBack(page).click();
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
  await getNext(page).click();

  await chooseLanguage(page, 'ar');
  await expect(getStep(page, 'الخطوة 2 من 3: \u2068Home\u2069')).toBeVisible();
  await page.getByRole('button', { name: getText('ar', 'app', 'edit.cancel') }).click();
  await page.goto('/edit');
  await waitForHydration(page);
  await expect(getStep(page, 'الخطوة 1 من 3: \u2068You\u2069')).toBeVisible();
});

test.describe('the address of a step', () => {
  const getSteps = (page: Page): Locator => page.getByRole('navigation', { name: 'Steps' });

  test('opens that step, and Back and Forward go through the steps', async ({ page }) => {
    await openEdit(page);
    await page.getByLabel('First name').fill('Lina');
    await getNext(page).click();
    await expect(getStep(page, 'Step 2 of 3: Home')).toBeFocused();
    await expect(page).toHaveURL(/\/edit\?step=home$/);
    await getNext(page).click();
    await expect(page).toHaveURL(/\/edit\?step=4$/);
    await expect(page).toHaveTitle('Step 3 of 3 – Edit your profile – My profile');
    await page.goBack();
    await expect(getStep(page, 'Step 2 of 3: Home')).toBeFocused();
    await expect(page).toHaveTitle('Step 2 of 3: Home – Edit your profile – My profile');
    await page.goBack();
    await expect(getStep(page, 'Step 1 of 3: You')).toBeFocused();
    await expect(page).toHaveURL(/\/edit$/);
    await expect(page.getByLabel('First name')).toHaveValue('Lina');
    await page.goForward();
    await expect(getStep(page, 'Step 2 of 3: Home')).toBeFocused();
    await page.reload();
    await expect(getStep(page, 'Step 2 of 3: Home')).toBeVisible();
    await page.goto('/edit?step=4');
    await expect(getStep(page, 'Step 3 of 3')).toBeVisible();
  });

  test('is a link in a list that marks the current step', async ({ page }) => {
    await openEdit(page);
    const steps = getSteps(page);
    await expect(steps.getByRole('listitem')).toHaveText(['You', 'Home', 'Step 3 of 3']);
    await expect(steps.locator('[aria-current=step]')).toHaveText('You');
    await page.getByLabel('First name').fill('Lina');
    await steps.getByRole('link', { name: 'Home' }).press('Enter');
    await expect(getStep(page, 'Step 2 of 3: Home')).toBeFocused();
    await expect(steps.locator('[aria-current=step]')).toHaveText('Home');
    await steps.getByRole('link', { name: 'You' }).click();
    await expect(page.getByLabel('First name')).toHaveValue('Lina');
    expect.soft(await findViolations(page)).toEqual([]);
  });

  test('is not needed to save, because every step of a valid form can save', async ({ page }) => {
    await openEdit(page);
    const finish = page.getByRole('button', { name: 'Save and finish' });
    await expect(finish).toBeVisible();
    await page.getByLabel('Last name').fill('H');
    await page.getByLabel('Last name').press('Tab');
    await expect(finish).toBeHidden();
    await page.getByLabel('Last name').fill('Haddad-Khoury');
    await page.getByLabel('Last name').press('Tab');
    await finish.click();
    await expect(getSavedMessage(page)).toBeVisible();
    expect(await readData(page)).toMatchObject({ last_name: 'Haddad-Khoury' });
  });
});

for (const language of ['en', 'ar'] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test('axe finds nothing, and it fits into 320 px', async ({ page }) => {
      await openEdit(page);
      await page.getByRole('button', { name: getText(language, 'controls', 'form.next') }).click();
      await expect(page.getByRole('heading', { level: 2 })).toBeFocused();
      expect.soft(await findViolations(page)).toEqual([]);
      await getHome(page).click();
      await expect(page.getByLabel('City')).toBeVisible();
      expect.soft(await findViolations(page)).toEqual([]);
      expect.soft(await findOverflow(page)).toEqual([]);
    });
  });
}

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the address of a step opens that step, and any step saves a valid form', async ({ page }) => {
    await page.goto('/edit?step=home');
    await expect(getStep(page, 'Step 2 of 3: Home')).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Steps' }).getByRole('link')).toHaveCount(0);
    await getHome(page).click();
    await page.getByLabel('Code').fill('11110');
    await page.getByRole('button', { name: 'Save and finish' }).click();
    await expect(getSavedMessage(page)).toBeVisible();
    expect(await readData(page)).toMatchObject({ home: { code: '11110' } });
  });

  test('a form with steps is filled in, validated step by step, and saved', async ({ page, pageErrors }) => {
    pageErrors.expect(/422.*edit/);
    await page.goto('/edit');
    await expect(getStep(page, 'Step 1 of 3: You')).toBeVisible();
    await page.getByLabel('First name').fill('L');
    await page.getByLabel('First name').press('Enter');
    await expect(getErrorSummary(page).getByRole('link')).toHaveText(['First name: at least 2 characters']);
    await expect(page).toHaveTitle('Error: Step 1 of 3: You – Edit your profile – My profile');
    await page.getByLabel('First name').fill('Lina');
    await page.getByLabel('First name').press('Enter');

    await expect(getStep(page, 'Step 2 of 3: Home')).toBeVisible();
    await expect(page).toHaveTitle('Step 2 of 3: Home – Edit your profile – My profile');
    await page.getByRole('button', { name: 'Add: Towns' }).click();
    await expect(getStep(page, 'Step 2 of 3: Home')).toBeVisible();
    await page.getByRole('textbox', { name: 'Town' }).fill('Salt');
    await getHome(page).click();
    await page.getByLabel('City').fill('A');
    await page.getByLabel('I have a car').check();
    await getBack(page).click();
    await expect(getErrorSummary(page)).toBeHidden();
    await expect(page.getByLabel('First name')).toHaveValue('Lina');
    await getNext(page).click();
    await getNext(page).click();
    await expect(getErrorSummary(page).getByRole('link')).toHaveText(['City: at least 2 characters']);
    await expect(page.getByLabel('City')).toBeVisible();
    await page.getByLabel('City').fill('Amman');
    await getNext(page).click();

    await page.getByLabel('Number plate').fill('12345');
    await getNext(page).click();
    await expect(getStep(page, 'Step 4 of 4')).toBeVisible();
    await page.getByLabel('Match').fill('M');
    await page.getByLabel('Next of kin').fill('Nadim');
    await getSaveButton(page).click();
    await expect(getSavedMessage(page)).toBeVisible();
    expect(await readData(page)).toEqual({
      first_name: 'Lina',
      last_name: 'Haddad',
      home: { city: 'Amman' },
      towns: ['Salt'],
      has_car: true,
      plate: '12345',
      if_match: 'M',
      form_next: 'Nadim',
    });
  });
});

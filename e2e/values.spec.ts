import type { Page, Request } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';
import { chooseLanguage } from './choose-language.ts';
import { getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { openPlayground } from './open-playground.ts';

const profileForm = {
  schema: {
    type: 'object',
    properties: {
      first_name: { type: 'string', title: 'Name', maxLength: 20 },
      country: { type: 'string', title: 'Country', enum: ['AE', 'OM'] },
      payment_holder: { type: 'string', title: 'Who pays', maxLength: 9 },
      notes: { type: 'object', title: 'Notes', additionalProperties: { type: 'string', title: 'Note' } },
      payment: {
        title: 'Payment',
        type: 'object',
        discriminator: {
          propertyName: 'way',
          mapping: { by_card: '#/$defs/card', by_bank: '#/$defs/bank' },
        },
        oneOf: [{ $ref: '#/$defs/card' }, { $ref: '#/$defs/bank' }],
      },
    },
    $defs: {
      card: {
        title: 'Card',
        properties: {
          way: { enum: ['by_card'], title: 'Way' },
          holder: { type: 'string', title: 'Holder', maxLength: 9 },
          number: { type: 'string', title: 'Card number' },
        },
      },
      bank: {
        title: 'Bank',
        properties: {
          way: { enum: ['by_bank'], title: 'Way' },
          holder: { type: 'string', title: 'Holder', maxLength: 9 },
          iban: { type: 'string', title: 'IBAN' },
        },
      },
    },
    if: { properties: { country: { const: 'AE' } }, required: ['country'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { emirate: { type: 'string', title: 'Emirate', minLength: 3 } } },
  },
};

test.use({ profileForm });

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

/** Returns the radios of the payment's branches. */
const getBranches = (page: Page) => page.getByRole('radiogroup', { name: 'Payment' });

/** Chooses a branch of the payment. */
const chooseBranch = (page: Page, name: string) => getBranches(page).getByRole('radio', { name }).check();

/** Reads the payload that the page sends when it saves. */
async function save(page: Page): Promise<unknown> {
  const isSave = (request: Request) =>
    request.method() === 'POST' && new URL(request.url()).pathname === apiPaths.update;
  const [request] = await Promise.all([page.waitForRequest(isSave), getSaveButton(page).click()]);
  return request.postDataJSON();
}

test.describe('a value that a condition hides', () => {
  test('reappears when its condition holds again, and is never sent while it is hidden', async ({ page }) => {
    await openEdit(page);
    const country = page.getByLabel('Country');
    const emirate = page.getByLabel('Emirate');
    await country.selectOption('AE');
    await emirate.fill('Sharjah');
    await emirate.blur();
    await country.selectOption('OM');
    await expect(emirate).toBeHidden();
    await country.selectOption('AE');
    await expect(emirate).toHaveValue('Sharjah');
    await country.selectOption('OM');
    expect(await save(page)).toEqual({ country: 'OM' });
    await expect(getSavedMessage(page)).toBeVisible();
  });

  test('does not fulfil another condition while it is hidden', async ({ page }) => {
    const bring = (asked: string, key: string) => ({
      if: { properties: { [asked]: { const: 'yes' } }, required: [asked] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { [key]: { type: 'string' } } },
    });
    const schema = {
      type: 'object',
      properties: { first: { type: 'string' } },
      allOf: [bring('first', 'second'), bring('second', 'third')],
    };
    await openPlayground(page, { schema });
    await waitForHydration(page);
    const field = (key: string) => page.getByLabel(`${key} (optional)`);
    for (const key of ['first', 'second', 'third']) {
      await field(key).fill('yes');
      await field(key).blur();
    }
    await field('first').fill('no');
    await field('first').blur();
    await expect(field('second')).toBeHidden();
    await expect(field('third')).toBeHidden();
    await field('first').fill('yes');
    await field('first').blur();
    await expect(field('third')).toHaveValue('yes');
  });

  test('is deleted from the store after the form was saved without it', async ({ page }) => {
    await openEdit(page);
    await page.getByLabel('Country').selectOption('AE');
    await page.getByLabel('Emirate').fill('Sharjah');
    expect(await save(page)).toEqual({ country: 'AE', emirate: 'Sharjah' });
    await expect(getSavedMessage(page)).toBeVisible();
    await openEdit(page);
    await page.getByLabel('Country').selectOption('OM');
    expect(await save(page)).toEqual({ country: 'OM', emirate: null });
    await expect(getSavedMessage(page)).toBeVisible();
    await openEdit(page);
    await page.getByLabel('Country').selectOption('AE');
    await expect(page.getByLabel('Emirate')).toHaveValue('');
  });

  test('causes no error, and stays after a failed save and a reload', async ({ page }) => {
    await openEdit(page);
    await page.getByLabel('Country').selectOption('AE');
    await page.getByLabel('Emirate').fill('x');
    await page.getByLabel('Name').fill('L'.repeat(21));
    await getSaveButton(page).click();
    await expect(getErrorSummary(page).getByRole('link')).toHaveCount(2);
    await page.getByLabel('Country').selectOption('OM');
    await getSaveButton(page).click();
    await expect(getErrorSummary(page).getByRole('link')).toHaveCount(1);
    await page.reload();
    await waitForHydration(page);
    await expect(page.getByLabel('Country')).toHaveValue('OM');
    await page.getByLabel('Country').selectOption('AE');
    await expect(page.getByLabel('Emirate')).toHaveValue('x');
  });
});

test.describe('a choice between schemas', () => {
  test('restores the input of a branch and keeps the values that both branches have', async ({ page }) => {
    await openEdit(page);
    await page.getByLabel('Holder').fill('Layla');
    await page.getByLabel('Card number').fill('4111');
    await page.getByLabel('Card number').blur();
    await chooseBranch(page, 'Bank');
    await expect(page.getByLabel('Card number')).toBeHidden();
    await expect(page.getByLabel('Holder')).toHaveValue('Layla');
    await page.getByLabel('IBAN').fill('AE07');
    await page.getByLabel('Holder').fill('Lina');
    await page.getByLabel('Holder').blur();
    await chooseBranch(page, 'Card');
    await expect(page.getByLabel('Card number')).toHaveValue('4111');
    await expect(page.getByLabel('Holder')).toHaveValue('Lina');
    await chooseBranch(page, 'Bank');
    await expect(page.getByLabel('IBAN')).toHaveValue('AE07');
    expect(await save(page)).toEqual({ payment: { way: 'by_bank', holder: 'Lina', iban: 'AE07' } });
    await expect(getSavedMessage(page)).toBeVisible();
    await openEdit(page);
    await expect(page.getByLabel('IBAN')).toHaveValue('AE07');
  });

  test('sets the value that distinguishes its branches and shows no field for it', async ({ page }) => {
    await openEdit(page);
    await chooseBranch(page, 'Bank');
    await page.getByLabel('IBAN').fill('AE07');
    await expect(page.getByLabel('Way')).toHaveCount(0);
    expect(await save(page)).toEqual({ payment: { way: 'by_bank', iban: 'AE07' } });
    await expect(getSavedMessage(page)).toBeVisible();
    await expect(page.getByText('Bank', { exact: true })).toBeVisible();
    await expect(page.getByText('Way', { exact: true })).toHaveCount(0);
  });

  test('sends the input of the shown branch even if it fits another branch better', async ({ page }) => {
    const schema = { anyOf: [{ properties: { x: { type: 'number' } } }, { properties: { y: {} } }] };
    await openPlayground(page, { schema });
    await waitForHydration(page);
    await page.getByLabel('x (optional)').fill('ten');
    await page.getByRole('button', { name: 'Check' }).click();
    await expect(page.locator('main pre')).toHaveText(/"x": "ten"/);
  });

  test('keeps the chosen branch while other fields are filled in', async ({ page }) => {
    await openEdit(page);
    await chooseBranch(page, 'Bank');
    await page.getByLabel('Name').fill('Lina');
    await page.getByLabel('Country').selectOption('AE');
    await expect(page.getByLabel('Emirate')).toBeVisible();
    await expect(page.getByLabel('IBAN')).toBeVisible();
  });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`a choice that is left empty, ${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    test.use({ javaScriptEnabled });
    const toBranch = (title: string, key: string) => ({
      title,
      type: 'object',
      properties: { way: { const: title }, [key]: { type: 'string', title: key } },
      required: ['way', key],
    });
    const pay = { title: 'Payment', oneOf: [toBranch('Card', 'number'), toBranch('Bank', 'iban')] };
    const cases: [name: string, schema: object, chosen: string | null, errors: string[]][] = [
      ['has no value when it was not used', { properties: { pay } }, null, []],
      ['has no value when no branch is chosen', { properties: { pay } }, 'Not given', []],
      ['reports the errors of the chosen branch', { properties: { pay } }, 'Bank', ['iban: fill this in']],
      [
        'reports the errors of the shown branch when it is required',
        { properties: { pay }, required: ['pay'] },
        null,
        ['number: fill this in'],
      ],
      [
        'reports the errors of the chosen branch when it is required',
        { properties: { pay }, required: ['pay'] },
        'Bank',
        ['iban: fill this in'],
      ],
      [
        'is missing when it is required and no branch is chosen',
        { properties: { pay }, required: ['pay'] },
        'Choose',
        ['Payment: fill this in'],
      ],
      [
        'reports the errors of the shown branch in a required group',
        { properties: { group: { properties: { pay }, required: ['pay'] } }, required: ['group'] },
        null,
        ['number: fill this in'],
      ],
    ];
    for (const [name, schema, chosen, expected] of cases) {
      test(name, async ({ page, pageErrors }) => {
        if (!javaScriptEnabled && expected.length > 0) pageErrors.expect(/422.*playground/);
        // The radios of a required choice have no option for "no branch", so this case needs a select.
        const isSelect = chosen === 'Choose';
        await openPlayground(page, { schema, ui_schema: isSelect ? { pay: { 'ui:widget': 'select' } } : {} });
        if (javaScriptEnabled) await waitForHydration(page);
        if (isSelect) await page.getByRole('combobox', { name: 'Payment' }).selectOption(chosen);
        else if (chosen) await chooseBranch(page, chosen);
        await page.getByRole('button', { name: 'Check' }).click();
        await expect(page.getByText('Valid: nothing is wrong')).toHaveCount(expected.length > 0 ? 0 : 1);
        await expect(getErrorSummary(page).getByRole('link')).toHaveText(expected);
      });
    }
  });
}

test('a choice whose values were all cleared is empty', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Card number').fill('4111');
  await page.getByLabel('Card number').blur();
  await page.getByLabel('Card number').fill('');
  await page.getByLabel('Name').fill('Lina');
  expect(await save(page)).toEqual({ first_name: 'Lina', payment: {} });
  await expect(getSavedMessage(page)).toBeVisible();
});

test('fields whose names would give the same id have different ids', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Who pays').fill('Too long a name');
  await page.getByLabel('Holder').fill('Long as well');
  await getSaveButton(page).click();
  const links = getErrorSummary(page).getByRole('link');
  await links.filter({ hasText: 'Holder' }).click();
  await expect(page.getByLabel('Holder')).toBeFocused();
  await links.filter({ hasText: 'Who pays' }).click();
  await expect(page.getByLabel('Who pays')).toBeFocused();
  await page.locator('label').filter({ hasText: 'Holder' }).click();
  await expect(page.getByLabel('Holder')).toBeFocused();
  await page.getByLabel('Holder').fill('Layla');
  await page.getByLabel('Holder').blur();
  await expect(links).toHaveText(['Who pays: at most 9 characters']);
});

test('a property may have any name', async ({ page }) => {
  const properties = JSON.parse('{"__proto__": {"type": "string"}, "constructor": {"type": "string"}}');
  await openPlayground(page, { schema: { type: 'object', properties } });
  await waitForHydration(page);
  await page.getByRole('textbox', { name: 'Proto (optional)' }).fill('a');
  await page.getByRole('textbox', { name: 'Constructor (optional)' }).fill('b');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('main pre')).toHaveText(/"__proto__": "a",\s*"constructor": "b"/);
});

test('an added property has a name in the language of the page, and its name field has the focus', async ({
  page,
}) => {
  await openEdit(page);
  const notes = page.getByRole('group', { name: 'Notes' });
  await notes.getByRole('button', { name: 'Add' }).click();
  const name = notes.getByLabel('Name', { exact: true });
  await expect(name).toHaveValue('New name');
  await expect(name).toBeFocused();
  await page.keyboard.type('colour');
  await page.keyboard.press('Tab');
  await page.keyboard.type('red');
  await notes.getByRole('button', { name: 'Add' }).click();
  await expect(name).toHaveCount(2);
  await expect(name.last()).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('blue');
  expect(await save(page)).toEqual({ notes: { colour: 'red', 'New name': 'blue' } });
  // It takes the focus from the menu of languages.
  await expect(getSavedMessage(page)).toBeFocused();
  await chooseLanguage(page, 'ar');
  await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  await page.goto('/edit');
  await waitForHydration(page);
  await page.getByRole('group', { name: 'Notes' }).getByRole('button', { name: 'إضافة' }).click();
  await expect(page.getByRole('textbox', { name: 'الاسم', exact: true }).last()).toHaveValue('اسم جديد');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('another branch can be shown, and the input of the first one is restored', async ({ page }) => {
    await page.goto('/edit');
    await page.getByLabel('Card number').fill('4111');
    await page.getByLabel('Holder').fill('Layla');
    await page.getByLabel('Name').fill('Lina');
    const show = page.getByRole('button', { name: 'Show the fields' });
    await chooseBranch(page, 'Bank');
    await page.setViewportSize({ width: 360, height: 200 });
    await show.click();
    await expect(page.getByLabel('Card number')).toHaveCount(0);
    // The page returns to its scroll position.
    await expect(getBranches(page)).toBeInViewport();
    await expect(page.getByLabel('Name')).toHaveValue('Lina');
    await expect(page.getByLabel('Holder')).toHaveValue('Layla');
    await page.getByLabel('IBAN').fill('AE07');
    await chooseBranch(page, 'Card');
    await show.click();
    await expect(page.getByLabel('Card number')).toHaveValue('4111');
    await chooseBranch(page, 'Bank');
    await show.click();
    await getSaveButton(page).click();
    await expect(getSavedMessage(page)).toBeVisible();
    // The closed list of changes comes before the profile.
    await expect(page.getByText('AE07').last()).toBeVisible();
    await page.goto('/edit');
    await expect(page.getByLabel('IBAN')).toHaveValue('AE07');
  });

  test('Enter in a field saves and shows no other fields', async ({ page }) => {
    await page.goto('/edit');
    await page.getByLabel('Name').press('Enter');
    await expect(getSavedMessage(page)).toBeVisible();
  });

  test('another language keeps the input', async ({ page }) => {
    await page.goto('/edit');
    await page.getByLabel('Name').fill('Lina');
    await chooseLanguage(page, 'ar');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
    await expect(page.getByLabel('Name')).toHaveValue('Lina');
    await page.getByRole('button', { name: 'حفظ' }).click();
    await expect(page.getByText('Lina').last()).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
  });

  test('a value that a condition hides survives errors and reappears when the condition holds', async ({
    page,
    pageErrors,
  }) => {
    pageErrors.expect(/422.*edit/);
    await page.goto('/edit');
    await page.getByLabel('Country').selectOption('AE');
    await page.getByLabel('Name').fill('L'.repeat(21));
    await getSaveButton(page).click();
    await page.getByLabel('Emirate').fill('Sharjah');
    await page.getByLabel('Country').selectOption('OM');
    await getSaveButton(page).click();
    await expect(getErrorSummary(page).getByRole('link')).toHaveCount(1);
    await expect(page.getByLabel('Emirate')).toHaveCount(0);
    await page.getByLabel('Country').selectOption('AE');
    await getSaveButton(page).click();
    await expect(page.getByLabel('Emirate')).toHaveValue('Sharjah');
  });
});

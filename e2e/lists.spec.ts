import type { Locator, Page } from '@playwright/test';
import type { JsonObject } from 'schema-form';
import { apiPaths } from '../shared/customer-api.ts';
import { getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts, waitForHydration } from './hydration.ts';
import { listForm } from './list-form.ts';
import { openPlayground } from './open-playground.ts';
import { findOverflow, findViolations } from './page-checks.ts';

test.use({ profileForm: listForm });

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

async function store(page: Page, data: JsonObject): Promise<void> {
  await page.request.post(apiPaths.update, { data });
}

async function saveAndRead(page: Page): Promise<JsonObject> {
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  return (await (await page.request.get(apiPaths.update)).json()).form.data;
}

const getList = (page: Page, name: string): Locator => page.getByRole('group', { name, exact: true });
const getPhones = (page: Page): Locator => getList(page, 'Phones').getByRole('textbox', { name: 'Phone' });
const getButton = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true });

test('a list is filled in, ordered and emptied by keyboard, and announces each change', async ({ page }) => {
  await openEdit(page);
  const phones = getPhones(page);
  const announced = getList(page, 'Phones').locator('[aria-live]').last();
  const press = async (name: string) => {
    await getButton(page, name).focus();
    await page.keyboard.press('Enter');
  };
  await expect(getList(page, 'Phones')).toHaveAccessibleDescription(
    'At which we reach you. Number of entries: 2 to 3.',
  );

  // With script the button submits nothing. React would warn about its `formaction`.
  await expect(getButton(page, 'Add: Phones')).not.toHaveAttribute('formaction');
  await press('Add: Phones');
  await expect(phones.first()).toBeFocused();
  await expect(announced).toHaveText('Phone 1 added');
  await page.keyboard.type('111');
  await press('Duplicate: Phone 1');
  await expect(phones.nth(1)).toBeFocused();
  await expect(phones.nth(1)).toHaveValue('111');
  await expect(announced).toHaveText('Phone 2 added');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('222');
  await press('Add: Phones');
  await page.keyboard.type('333');
  await page.keyboard.press('Tab');
  // The list is full, so there is no button for adding items.
  await expect(getButton(page, 'Add: Phones')).toHaveCount(0);
  await expect(getButton(page, 'Duplicate: Phone 1')).toHaveCount(0);

  await press('Move up: Phone 3');
  await expect(getButton(page, 'Move up: Phone 2')).toBeFocused();
  await expect(announced).toHaveText('Moved to place 2 of 3');
  await page.keyboard.press('Enter');
  // The item is the first now and can't move up.
  await expect(getButton(page, 'Move down: Phone 1')).toBeFocused();
  for (const [index, text] of ['333', '111', '222'].entries()) {
    await expect(phones.nth(index)).toHaveValue(text);
  }
  await page.keyboard.press('Enter');
  await expect(getButton(page, 'Move down: Phone 2')).toBeFocused();

  await press('Remove: Phone 2');
  await expect(getButton(page, 'Remove: Phone 2')).toBeFocused();
  await expect(announced).toHaveText('Phone 2 removed');
  expect(await saveAndRead(page)).toEqual({ phones: ['111', '222'] });

  await openEdit(page);
  await press('Remove: Phone 2');
  await expect(getButton(page, 'Remove: Phone 1')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(getButton(page, 'Add: Phones')).toBeFocused();
  // An empty optional list is valid, although a list with one item is too short.
  expect(await saveAndRead(page)).toEqual({});
});

test('errors of a list and of its items are shown at their fields', async ({ page }) => {
  await store(page, { phones: ['111', '222'] });
  await openEdit(page);
  await getButton(page, 'Remove: Phone 2').click();
  await getPhones(page).first().fill('1');
  await getSaveButton(page).click();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText([
    'Phones: at least 2 entries',
    'Phone 1: at least 3 characters',
  ]);
  await expect(getList(page, 'Phones')).toHaveAccessibleDescription(/Phones: at least 2 entries$/);
  await expect(getPhones(page).first()).toHaveAccessibleDescription('Phone 1: at least 3 characters');
  expect.soft(await findViolations(page)).toEqual([]);
  expect.soft(await findOverflow(page)).toEqual([]);
});

test('an item that is removed can be restored with the keyboard until the form changes', async ({ page }) => {
  await store(page, { people: [{ name: 'Lina' }, { name: 'Omar' }] });
  await openEdit(page);
  const people = getList(page, 'People');
  await getButton(page, 'Remove: Person 1: Lina').click();
  await expect(getButton(page, 'Remove: Person 1: Omar')).toBeFocused();
  await expect(people.locator('[aria-live]').last()).toHaveText('Person 1: Lina removed');
  const undo = getButton(page, 'Undo: Person 1: Lina removed');
  expect.soft(await findViolations(page)).toEqual([]);
  await undo.focus();
  await page.keyboard.press('Enter');
  await expect(getList(page, 'Person 1: Lina').getByLabel('Name')).toBeFocused();
  await expect(people.locator('[aria-live]').last()).toHaveText('Person 1: Lina is back');
  await expect(getList(page, 'Person 2: Omar')).toBeVisible();

  await getButton(page, 'Remove: Person 2: Omar').click();
  const name = getList(page, 'Person 1: Lina').getByLabel('Name');
  await name.fill('Layla');
  await name.press('Tab');
  // The name follows what was typed, and the removal is no longer the last change.
  await expect(getList(page, 'Person 1: Layla')).toBeVisible();
  await expect(getButton(page, 'Undo: Person 2: Omar removed')).toHaveCount(0);
  expect(await saveAndRead(page)).toEqual({ people: [{ name: 'Layla' }] });
});

test('a telephone number in the name of an item has the spaces of its country', async ({ page }) => {
  const formats: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('international-number')) formats.push(request.url());
  });
  const phone = { type: 'string', format: 'tel', title: 'Phone' };
  const contact = { type: 'object', title: 'Contact', properties: { phone, name: { type: 'string' } } };
  const schema = { properties: { contacts: { type: 'array', items: { ...contact, required: ['name'] } } } };
  const data = { contacts: [{ phone: '+971501234567' }, { phone: '+97150', name: 'Omar' }] };
  await openPlayground(page, { schema, data });
  await waitForHydration(page);
  await expect(getList(page, 'Contact 1: +971 50 123 4567')).toBeVisible();
  // The server has formatted it, so the browser does not load the library.
  expect(formats).toEqual([]);
  const typed = page.getByRole('textbox', { name: 'Phone' }).first();
  await typed.fill('+971501112233');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(getList(page, 'Contact 1: +971 50 111 2233')).toBeVisible();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText([
    'Contact 1: +971 50 111 2233 – Name: fill this in',
  ]);
  expect(formats.length).toBe(1);
});

test('an item that is added after a failed save shows its errors field by field', async ({ page }) => {
  const text = { type: 'string' };
  const person = { type: 'object', properties: { name: text, city: text }, required: ['name', 'city'] };
  const schema = { properties: { people: { type: 'array', items: person } } };
  await openPlayground(page, { schema, data: { people: [{}] } });
  await waitForHydration(page);
  const check = page.getByRole('button', { name: 'Check' });
  const add = getButton(page, 'Add: People');
  const errors = getErrorSummary(page).getByRole('link');
  const name = page.getByLabel('name').nth(1);
  await check.click();
  await expect(errors).toHaveText(['People 1 – Name: fill this in', 'People 1 – City: fill this in']);
  await add.click();
  await name.fill('Lina');
  await name.press('Tab');
  await expect(errors).toHaveCount(2);
  await name.fill('');
  await name.press('Tab');
  await expect(errors).toHaveCount(3);
  await check.click();
  await expect(errors).toHaveCount(4);
  // An item at the position of a removed one counts as new too.
  await getButton(page, 'Remove: People 2').click();
  await add.click();
  await page.getByLabel('city').first().fill('Beirut');
  await page.getByLabel('city').first().press('Tab');
  await expect(errors).toHaveText(['People 1: Beirut – Name: fill this in']);
});

test('a collapsible list opens on an error, and its items can be added and removed', async ({ page }) => {
  const people = { type: 'array', title: 'People', items: { type: 'string', title: 'Person', minLength: 3 } };
  await openPlayground(page, {
    schema: { properties: { people } },
    ui_schema: { people: { 'ui:options': { collapsible: true, collapsed: true } } },
    data: { people: ['Li', 'Omar'] },
  });
  await waitForHydration(page);
  const field = page.getByRole('textbox', { name: 'Person' });
  await expect(field).toHaveCount(0);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(field.first()).toBeVisible();
  await expect(field.first()).toHaveAccessibleDescription('Person 1: at least 3 characters');
  await getButton(page, 'Remove: Person 1').click();
  await getButton(page, 'Add: People').click();
  await expect(field.last()).toBeFocused();
  await page.keyboard.type('Lina');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('main pre')).toHaveText(/"Omar",\s*"Lina"/);
  expect.soft(await findViolations(page)).toEqual([]);
  expect.soft(await findViolations(page)).toEqual([]);
  expect.soft(await findOverflow(page)).toEqual([]);
});

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('every button has a name that contains its item', async ({ page }) => {
    await store(page, { phones: ['111', '222'] });
    await openEdit(page);
    // Inserted texts are isolated from the direction of the sentence.
    const item = '\u2068Phone\u2069 2';
    for (const name of ['إضافة: \u2068Phones\u2069', `إزالة: ${item}`, `نقل إلى أعلى: ${item}`]) {
      await expect(getButton(page, name)).toBeVisible();
    }
    await expect(page.getByText('عدد العناصر: من 2 إلى 3.')).toBeVisible();
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('items are added, ordered and removed, and the input stays', async ({ page }) => {
    await page.goto('/edit');
    const phones = getPhones(page);
    await page.getByLabel('Nickname').fill('Sunny');
    await getButton(page, 'Add: Phones').click();
    await expect(page.getByLabel('Nickname')).toHaveValue('Sunny');
    await phones.fill('111');
    await getButton(page, 'Duplicate: Phone 1').click();
    await phones.nth(1).fill('222');
    await getButton(page, 'Move up: Phone 2').click();
    await getButton(page, 'Add: People').click();
    await page.getByLabel('Name', { exact: false }).last().fill('Lina');
    await getButton(page, 'Add: Pets').click();
    await getList(page, 'Pets').getByRole('textbox').fill('Cat');
    // Enter saves and does not press a button of a list.
    await getList(page, 'Pets').getByRole('textbox').press('Enter');
    await expect(getSavedMessage(page)).toBeVisible();
    const { form } = await (await page.request.get(apiPaths.update)).json();
    expect(form.data).toEqual({
      nickname: 'Sunny',
      phones: ['222', '111'],
      people: [{ name: 'Lina', pets: ['Cat'] }],
    });

    await page.goto('/edit');
    await getButton(page, 'Remove: Pets 1').click();
    await getButton(page, 'Remove: Phone 2').click();
    await getPhones(page).fill('333');
    expect.soft(await findOverflow(page)).toEqual([]);
    await getButton(page, 'Undo: Phone 2 removed').click();
    await expect(getPhones(page).first()).toHaveValue('333');
    await expect(getPhones(page).nth(1)).toHaveValue('111');
    await getButton(page, 'Remove: Phone 2').click();
    await getButton(page, 'Remove: Phone 1').click();
    const left = { nickname: 'Sunny', people: [{ name: 'Lina' }] };
    expect(await saveAndRead(page)).toMatchObject(left);
    await page.goto('/edit');
    expect(await saveAndRead(page)).not.toHaveProperty('phones');
  });
});

test('changes before hydration are kept and saved', async ({ page }) => {
  await store(page, { phones: ['111', '222'] });
  const scripts = await openWithoutScripts(page, '/edit');
  await page.getByLabel('Nickname').fill('Sunny');
  await getButton(page, 'Add: Phones').click();
  await getPhones(page).nth(2).fill('333');
  await getButton(page, 'Remove: Phone 1').click();
  await expect(getPhones(page)).toHaveCount(2);
  await scripts.load();
  // The script undoes and makes again what the server has done.
  await getButton(page, 'Undo: Phone 1 removed').click();
  await expect(getPhones(page).first()).toHaveValue('111');
  await getButton(page, 'Remove: Phone 1').click();
  expect(await saveAndRead(page)).toEqual({ nickname: 'Sunny', phones: ['222', '333'] });
});

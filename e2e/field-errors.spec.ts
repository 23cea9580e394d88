import type { Page, Route } from '@playwright/test';
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
      nickname: { type: 'string', title: 'Nickname' },
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
    nickname: { 'ui:options': { checkUrl: '/nicknames?of=customers' } },
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

test('every field has an accessible name, also when its label is hidden or it is deprecated', async ({
  page,
}) => {
  await openEdit(page);
  await expect(page.getByRole('textbox', { name: 'Search (optional)' })).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: 'Size (optional)' }).getByRole('radio')).toHaveCount(2);
  for (const name of ['Search', 'Size']) {
    const label = page.locator('.field-label').filter({ hasText: name });
    const { width } = (await label.boundingBox()) ?? {};
    expect(width).toBe(1);
  }
  await expect(page.getByRole('radiogroup', { name: 'Seat' }).getByRole('radio')).toHaveCount(2);
  await expect(page.getByText(/^Member/)).toHaveCount(1);
  expect(await findViolations(page)).toEqual([]);
});

test('an error of an item is shown at the field of the whole list, and the summary leads there', async ({
  page,
}) => {
  await openEdit(page);
  await answerAll(page);
  const skills = page.getByRole('textbox', { name: 'Skills' });
  await skills.fill('sewing, ab,');
  await page.getByLabel('blue').check();
  await getSaveButton(page).click();
  await expect(skills).toHaveAccessibleDescription(/Skill: at least 3 characters/);
  await expect(skills).toHaveAttribute('aria-invalid', 'true');
  const colours = page.getByRole('group', { name: 'Colours' });
  await expect(colours).toHaveAccessibleDescription('Colour: not in the right format');
  await getErrorSummary(page).getByRole('link', { name: 'Colour' }).click();
  await expect(page.getByLabel('red')).toBeFocused();
  await getErrorSummary(page).getByRole('link', { name: 'Skill' }).click();
  await expect(skills).toBeFocused();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test('a required answer is asked for, and an optional one is not', async ({ page, pageErrors }) => {
      if (!javaScriptEnabled) pageErrors.expect(/422.*edit/);
      await (javaScriptEnabled ? openEdit(page) : page.goto('/edit'));
      await getSaveButton(page).click();
      await expect(getErrorSummary(page).getByRole('link')).toHaveText([
        'Smoker: choose yes or no',
        'I agree to the terms: tick the box to go on',
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

test.describe('a value that a server validates while typing', () => {
  /** Responds as an operator's server does. Returns the requested values and the aborted ones. */
  async function answer(page: Page, reply: (route: Route, value: string) => Promise<void>) {
    const asked: string[] = [];
    const aborted: string[] = [];
    const read = (url: string) => new URL(url).searchParams.get('value') ?? '';
    page.on('requestfailed', (request) => aborted.push(read(request.url())));
    await page.route('**/nicknames?of=customers&value=*', (route) => {
      asked.push(read(route.request().url()));
      return reply(route, read(route.request().url()));
    });
    return { asked, aborted };
  }

  const taken = (route: Route, value: string) =>
    route.fulfill({ json: { error: value === 'Sunny' ? 'Sunny is taken' : null } });

  test('shows its error at the field when typing stops, and none after a change', async ({ page }) => {
    const { asked } = await answer(page, taken);
    await openEdit(page);
    const nickname = page.getByLabel('Nickname');
    await nickname.pressSequentially('Sunny');
    await expect(nickname).toHaveAccessibleDescription('Sunny is taken');
    await expect(nickname).toHaveAttribute('aria-invalid', 'true');
    await expect(nickname).toBeFocused();
    expect(asked).toEqual(['Sunny']);
    await nickname.press('Backspace');
    await expect(nickname).not.toHaveAttribute('aria-invalid');
    // Leaving the field sends the request at once.
    await Promise.all([page.waitForResponse(/value=Sunn$/), page.keyboard.press('Tab')]);
    expect(asked).toEqual(['Sunny', 'Sunn']);
  });

  test('is validated again after a change, and the earlier request is aborted', async ({ page }) => {
    const { asked, aborted } = await answer(page, (route, value) =>
      value === 'Sunny' ? Promise.resolve() : taken(route, 'Sunny'),
    );
    await openEdit(page);
    const nickname = page.getByLabel('Nickname');
    await nickname.fill('Sunny');
    await expect.poll(() => asked).toEqual(['Sunny']);
    await nickname.fill('Moon');
    await expect(nickname).toHaveAccessibleDescription('Sunny is taken');
    expect(aborted).toEqual(['Sunny']);
  });

  test('is saved whether the response is an error, late or missing', async ({ page, pageErrors }) => {
    pageErrors.expect(/500.*nicknames/);
    const { asked } = await answer(page, async (route, value) => {
      if (value === 'Sunny') await taken(route, value);
      if (value === 'Broken') await route.fulfill({ status: 500, body: 'Oops' });
    });
    for (const name of ['Sunny', 'Late', 'Broken']) {
      await openEdit(page);
      await answerAll(page);
      await page.getByLabel('Nickname').fill(name);
      await expect.poll(() => asked.at(-1)).toBe(name);
      if (name === 'Sunny') await expect(page.getByText('Sunny is taken')).toBeVisible();
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      await expect(page.getByText(name, { exact: true })).toBeVisible();
    }
    // The stored value is not validated again.
    await openEdit(page);
    await page.getByLabel('Nickname').fill('Moon');
    await page.getByLabel('Nickname').fill('Broken');
    await page.keyboard.press('Tab');
    expect(asked).toEqual(['Sunny', 'Late', 'Broken']);
  });
});

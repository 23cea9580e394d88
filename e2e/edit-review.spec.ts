import type { Page } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';
import { getSaveButton, getSavedMessage } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { findOverflow, findViolations } from './page-checks.ts';

const profileForm = {
  schema: {
    type: 'object',
    required: ['first_name'],
    properties: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of locales/*/form.json
      first_name: { type: 'string', title: '${first_name}', minLength: 1 },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: see above
      passport_number: { type: 'string', title: '${passport_number}' },
      dob: { type: 'string', format: 'date', title: 'Date of birth' },
      plan: { type: 'string', title: 'Plan', enum: ['basic', 'plus'] },
      home: {
        type: 'object',
        title: 'Home',
        properties: { street: { type: 'string', title: 'Street' }, city: { type: 'string', title: 'City' } },
      },
    },
  },
  ui_schema: {
    passport_number: { 'ui:options': { sensitive: true } },
    plan: { 'ui:enumNames': ['Basic plan', 'Plus plan'] },
  },
};

test.use({ profileForm });

async function openForm(page: Page, hasScript: boolean): Promise<void> {
  await page.goto('/edit');
  if (hasScript) await waitForHydration(page);
}

const getReview = (page: Page) => page.getByRole('status').filter({ hasText: 'Check your changes' });

const getRow = (page: Page, title: string) =>
  page.getByRole('main').locator('.view-row').filter({ hasText: title });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with script' : 'without script', () => {
    test.use({ javaScriptEnabled });

    test.beforeEach(async ({ page, signIn }) => {
      await signIn(page);
      await openForm(page, javaScriptEnabled);
    });

    test('a change of a sensitive value is reviewed before it is saved', async ({ page }) => {
      await page.getByLabel('Passport number').fill('X12345678');
      await page.getByLabel('Plan').selectOption('Plus plan');
      await page.getByLabel('City').fill('Amman');
      await getSaveButton(page).click();
      await expect(getReview(page)).toBeVisible();
      await expect(getRow(page, 'Plan')).toHaveText(/Not given.*Plus plan/);
      await expect(getRow(page, 'Home › City')).toHaveText(/Not given.*Amman/);
      // The passport number is masked until a person asks for it.
      const [before, after] = [
        getRow(page, 'Passport number').locator('del'),
        getRow(page, 'Passport number').locator('ins'),
      ];
      await expect(before).toContainText('4321');
      await expect(after.getByText('X12345678')).toBeHidden();
      await after.locator('summary').click();
      await expect(after.getByText('X12345678')).toBeVisible();
      // axe needs scripts.
      if (javaScriptEnabled) expect(await findViolations(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await findOverflow(page)).toEqual([]);

      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      await page.goto('/');
      await expect(getRow(page, 'Plan')).toContainText('Plus plan');
    });

    test('going back from the review keeps what was typed', async ({ page }) => {
      await page.getByLabel('Passport number').fill('X1');
      await page.getByLabel('First name').fill('Lina');
      await getSaveButton(page).click();
      await page.getByRole('button', { name: 'Back to the form' }).click();
      await expect(page.getByLabel('Passport number')).toHaveValue('X1');
      await page.getByLabel('Passport number').fill('N7654321');
      await getSaveButton(page).click();
      // The number is the stored one again, so there is nothing to review.
      await expect(getSavedMessage(page)).toBeVisible();
    });

    test('the profile names what was changed, and undoes it', async ({ page }) => {
      await page.getByLabel('First name').fill('Lina');
      await page.getByLabel('City').fill('Amman');
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      await page.getByText('Changed: First name, Home › City').click();
      const changes = page.getByRole('region', { name: 'What changed' });
      await expect(changes.locator('.view-row').first()).toHaveText(/Layla.*Lina/);
      // axe needs scripts.
      if (javaScriptEnabled) expect(await findViolations(page)).toEqual([]);
      await changes.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByRole('status').filter({ hasText: 'Undone' })).toBeVisible();
      await expect(getRow(page, 'First name')).toContainText('Layla');
      await expect(page.getByText('Amman')).toHaveCount(0);
    });

    test('nothing is undone when somebody saved since', async ({ page, pageErrors }) => {
      pageErrors.expect(/412/);
      await page.getByLabel('First name').fill('Lina');
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      await page.request.post(apiPaths.update, { data: { home: { city: 'Aqaba' } } });
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.getByRole('alert')).toHaveText(/Not undone: your profile was changed again since/);
      await page.goto('/');
      await expect(getRow(page, 'First name')).toContainText('Lina');
      await expect(getRow(page, 'City')).toContainText('Aqaba');
    });
  });
}

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('the review is in the language of the page', async ({ page, signIn }) => {
    await signIn(page);
    await openForm(page, true);
    await page.getByLabel('رقم جواز السفر').fill('X12345678');
    await page.getByRole('button', { name: 'حفظ' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'مراجعة تعديلاتك' })).toBeFocused();
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await findOverflow(page)).toEqual([]);
  });
});

test('an error of the server after the review leads back to the form', async ({
  page,
  signIn,
  pageErrors,
}) => {
  pageErrors.expect(/ERR_FAILED.*validators/);
  // Without the compiled validator only the server validates.
  await page.route('**/validators/**', (route) => route.abort());
  await signIn(page);
  await openForm(page, true);
  await page.getByLabel('First name').fill('');
  await page.getByLabel('Passport number').fill('X1');
  await getSaveButton(page).click();
  await getSaveButton(page).click();
  await expect(page.getByRole('alert').filter({ hasText: 'There is a problem' })).toBeVisible();
  await expect(page.getByLabel('Passport number')).toHaveValue('X1');
});

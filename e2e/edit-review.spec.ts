import type { Page } from '@playwright/test';
import { apiPaths } from '../shared/customer-api.ts';
import {
  getButton,
  getErrorSummary,
  getSaveButton,
  getSavedMessage,
  locateField,
  openEdit,
} from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { findOverflow, findViolations } from './page-checks.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

const profileForm = {
  schema: {
    type: 'object',
    required: ['first_name'],
    properties: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of locales/*/form.json
      first_name: { type: 'string', title: '${first_name}', minLength: 1 },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: see above
      passport_number: { type: 'string', title: '${passport_number}' },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: see above
      dob: { type: 'string', format: 'date', title: '${dob}' },
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

const getRow = (page: Page, title: string) =>
  page.getByRole('main').locator('.view-row').filter({ hasText: title });

inEnglishAndArabic((text, language) => {
  const getReview = (page: Page) =>
    page.getByRole('status').filter({ hasText: text('app', 'edit.review.title') });

  withAndWithoutScript((open, hasScript) => {
    test.beforeEach(async ({ page, signIn }) => {
      await signIn(page);
      await open(page, '/edit');
    });

    test('a change of a sensitive value is reviewed before it is saved', async ({ page }) => {
      const passport = locateField(page, 'passport_number', language);
      await passport.fill('X12345678');
      await page.getByLabel('Plan').selectOption('Plus plan');
      await page.getByLabel('City').fill('Amman');
      await getSaveButton(page, language).click();
      await expect(getReview(page)).toBeVisible();
      if (hasScript) await expect(getReview(page)).toBeFocused();

      // Going back keeps what was typed.
      await getButton(page, 'edit.review.back', language).click();
      await expect(passport).toHaveValue('X12345678');
      await getSaveButton(page, language).click();
      await expect(getReview(page)).toBeVisible();
      const notGiven = text('app', 'form.notGiven');
      await expect(getRow(page, 'Plan')).toHaveText(new RegExp(`${notGiven}.*Plus plan`));
      await expect(getRow(page, 'City')).toHaveText(new RegExp(`${notGiven}.*Amman`));
      await expect(getRow(page, 'City')).toContainText(/Home.? › .?City/);
      // The passport number is masked until a person asks for it.
      const row = getRow(page, text('form', 'passport_number'));
      const after = row.locator('ins');
      await expect(row.locator('del')).toContainText('4321');
      await expect(after.getByText('X12345678')).toBeHidden();
      await after.locator('summary').click();
      await expect(after.getByText('X12345678')).toBeVisible();
      // axe needs scripts.
      if (hasScript) expect(await findViolations(page)).toEqual([]);
      expect(await findOverflow(page)).toEqual([]);

      await getSaveButton(page, language).click();
      await expect(getSavedMessage(page, language)).toBeVisible();
      await page.goto('/');
      await expect(getRow(page, 'Plan')).toContainText('Plus plan');
    });

    test('the profile names what was changed, and undoes it', async ({ page }) => {
      const name = locateField(page, 'first_name', language);
      const stored = await name.inputValue();
      await name.fill('Lina');
      // The number is the stored one again, so there is nothing to review.
      await locateField(page, 'passport_number', language).fill('N7654321');
      await page.getByLabel('City').fill('Amman');
      await getSaveButton(page, language).click();
      await expect(getSavedMessage(page, language)).toBeVisible();
      const changes = page.getByRole('region', { name: text('app', 'undo.title') });
      const summary = changes.locator('summary');
      await expect(summary).toContainText(text('app', 'undo.changed'));
      await expect(summary).toContainText('Home › City');
      await summary.click();
      await expect(changes.locator('.view-row').first()).toHaveText(new RegExp(`${stored}.*Lina`));
      // axe needs scripts.
      if (hasScript) expect(await findViolations(page)).toEqual([]);
      await getButton(page, 'edit.undo', language).click();
      await expect(page.getByRole('status').filter({ hasText: text('app', 'undo.done') })).toBeVisible();
      await expect(getRow(page, text('form', 'first_name'))).toContainText(stored);
      await expect(page.getByText('Amman')).toHaveCount(0);
    });

    test('nothing is undone when somebody saved since', async ({ page, pageErrors }) => {
      pageErrors.expect(/412/);
      await locateField(page, 'first_name', language).fill('Lina');
      await getSaveButton(page, language).click();
      await expect(getSavedMessage(page, language)).toBeVisible();
      await page.request.post(apiPaths.update, { data: { home: { city: 'Aqaba' } } });
      await getButton(page, 'edit.undo', language).click();
      await expect(page.getByRole('alert')).toContainText(text('app', 'undo.refused.title'));
      await page.goto('/');
      await expect(getRow(page, text('form', 'first_name'))).toContainText('Lina');
      await expect(getRow(page, 'City')).toContainText('Aqaba');
    });
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
  await openEdit(page);
  await locateField(page, 'first_name').fill('');
  await locateField(page, 'passport_number').fill('X1');
  await getSaveButton(page).click();
  await getSaveButton(page).click();
  await expect(getErrorSummary(page)).toBeVisible();
  await expect(locateField(page, 'passport_number')).toHaveValue('X1');
});

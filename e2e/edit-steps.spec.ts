import type { Page } from '@playwright/test';
import { getSaveButton, getSavedMessage } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';

const profileForm = {
  schema: {
    type: 'object',
    properties: {
      first_name: { type: 'string', title: 'First name' },
      last_name: { type: 'string', title: 'Last name' },
      email: { type: 'string', title: 'Email' },
    },
  },
  ui_schema: {
    'ui:options': {
      steps: true,
      review: true,
      sections: [
        { id: 'names', title: 'Names', fields: ['first_name', 'last_name'] },
        { id: 'contact', title: 'Contact', fields: ['email'] },
      ],
    },
  },
};

test.use({ profileForm });

/** Types in both steps, and stays in the second. */
async function fillBothSteps(page: Page, hasScript: boolean): Promise<void> {
  await page.goto('/edit');
  if (hasScript) await waitForHydration(page);
  await page.getByLabel('First name').fill('Lina');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Email').fill('lina@example.org');
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`in a form with steps, ${javaScriptEnabled ? 'with' : 'without'} script`, () => {
    test.use({ javaScriptEnabled });

    test.beforeEach(async ({ page, signIn }) => {
      await signIn(page);
      await fillBothSteps(page, javaScriptEnabled);
    });

    test('Undo after Cancel brings back what was typed in all steps', async ({ page }) => {
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('button', { name: 'Next' }).or(getSaveButton(page)).first().waitFor();
      if (await page.getByRole('button', { name: 'Next' }).isVisible()) {
        await expect(page.getByLabel('First name')).toHaveValue('Lina');
        await page.getByRole('button', { name: 'Next' }).click();
      }
      await expect(page.getByLabel('Email')).toHaveValue('lina@example.org');
      await page.getByRole('button', { name: 'Back', exact: true }).click();
      await expect(page.getByLabel('First name')).toHaveValue('Lina');
    });

    test('the review covers all steps, and leads back to the last one', async ({ page }) => {
      await getSaveButton(page).click();
      await expect(page.getByRole('main').locator('.view-row')).toHaveCount(2);
      await page.getByRole('button', { name: 'Back to the form' }).click();
      await expect(page.getByLabel('Email')).toHaveValue('lina@example.org');
      await getSaveButton(page).click();
      await getSaveButton(page).click();
      await expect(getSavedMessage(page)).toBeVisible();
      await page.goto('/');
      await expect(page.getByText('lina@example.org')).toBeVisible();
    });
  });
}

test('browser Back after Cancel brings back what was typed, at its step', async ({ page, signIn }) => {
  await signIn(page);
  await fillBothSteps(page, true);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Your profile' })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Email')).toHaveValue('lina@example.org');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByLabel('First name')).toHaveValue('Lina');
});

import type { Page } from '@playwright/test';
import { getButton, getSaveButton, getSavedMessage, locateField } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { getText } from './texts.ts';
import { withAndWithoutScript } from './with-and-without-script.ts';

const string = (title: string) => ({ type: 'string', title: `\${${title}}` });

const profileForm = {
  schema: {
    type: 'object',
    properties: {
      first_name: string('first_name'),
      last_name: string('last_name'),
      email: string('email'),
    },
  },
  ui_schema: {
    'ui:options': {
      steps: true,
      review: true,
      sections: [
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a text of locales/*/form.json
        { id: 'names', title: '${section.about}', fields: ['first_name', 'last_name'] },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: see above
        { id: 'contact', title: '${section.contact}', fields: ['email'] },
      ],
    },
  },
};

test.use({ profileForm });

inEnglishAndArabic((text, language) => {
  const getStepButton = (page: Page, key: string) =>
    page.getByRole('button', { name: getText(language, 'controls', key), exact: true });
  const getNext = (page: Page) => getStepButton(page, 'form.next');

  withAndWithoutScript((open, hasScript) => {
    /** Types in both steps, and stays in the second. */
    const fillBothSteps = async (page: Page) => {
      await open(page, '/edit');
      await locateField(page, 'first_name', language).fill('Lina');
      await getNext(page).click();
      await locateField(page, 'email', language).fill('lina@example.org');
    };

    test('in a form with steps Undo after Cancel brings back all of them, and so does the review', async ({
      page,
      signIn,
    }) => {
      await signIn(page);
      await fillBothSteps(page);
      await getButton(page, 'edit.cancel', language).click();
      await getButton(page, 'edit.undo', language).click();
      const name = locateField(page, 'first_name', language);
      const email = locateField(page, 'email', language);
      await getNext(page).or(getSaveButton(page, language)).first().waitFor();
      if (await getNext(page).isVisible()) {
        await expect(name).toHaveValue('Lina');
        await getNext(page).click();
      }
      await expect(email).toHaveValue('lina@example.org');
      await getStepButton(page, 'form.back').click();
      await expect(name).toHaveValue('Lina');
      await getNext(page).click();

      await getSaveButton(page, language).click();
      await expect(page.getByText(text('app', 'edit.review.title'))).toBeVisible();
      await expect(page.getByRole('main').locator('.view-row')).toHaveCount(2);
      await getButton(page, 'edit.review.back', language).click();
      await expect(email).toHaveValue('lina@example.org');
      await getSaveButton(page, language).click();
      await getSaveButton(page, language).click();
      await expect(getSavedMessage(page, language)).toBeVisible();
      await page.goto('/');
      await expect(page.getByText('lina@example.org')).toBeVisible();
    });

    if (!hasScript) return;
    test('browser Back after Cancel brings back what was typed, at its step', async ({ page, signIn }) => {
      await signIn(page);
      await fillBothSteps(page);
      await getButton(page, 'edit.cancel', language).click();
      await expect(page.getByRole('heading', { name: text('app', 'profile.title') })).toBeVisible();
      await page.goBack();
      await expect(locateField(page, 'email', language)).toHaveValue('lina@example.org');
      await getStepButton(page, 'form.back').click();
      await expect(locateField(page, 'first_name', language)).toHaveValue('Lina');
    });
  });
});

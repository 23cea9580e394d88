import { builtInLanguages } from '../locales/built-in-languages.ts';
import { collectAnnouncements, expectAnnouncement } from './announcements.ts';
import { chooseLanguage } from './choose-language.ts';
import { getButton, getSaveButton, locateField, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';
import { getCode, sendNumber } from './sign-in.ts';
import { getText } from './texts.ts';

/** Lists, uploads and the end of a session are announced in their own specs. */

inEnglishAndArabic((text, language) => {
  test('the number of errors, the save and its undo are announced', async ({ page, signIn }) => {
    await signIn(page);
    await openEdit(page);
    await collectAnnouncements(page);
    const names = [locateField(page, 'first_name', language), locateField(page, 'last_name', language)];
    for (const name of names) await name.fill('');
    await getSaveButton(page, language).click();
    await expectAnnouncement(
      page,
      `${text('controls', 'form.errorSummary')}${text('controls', 'form.errorCount', { count: 2 })}`,
    );
    await names[0]?.fill('Lina');
    await names[1]?.fill('Nasser');
    await getSaveButton(page, language).click();
    await expectAnnouncement(page, text('app', 'profile.saved'));
    await getButton(page, 'edit.undo', language).press('Enter');
    await expectAnnouncement(page, text('app', 'undo.done'));
    await expect(page.getByRole('status').filter({ hasText: text('app', 'undo.done') })).toBeFocused();
  });

  test('a new language and its undo are announced', async ({ page, signIn }) => {
    await signIn(page);
    await page.goto('/');
    await waitForHydration(page);
    await collectAnnouncements(page);
    await chooseLanguage(page, 'fr');
    const inFrench = getText('fr', 'app', 'language.changed', { language: builtInLanguages.fr.name });
    await expectAnnouncement(page, inFrench);
    await page.locator('.language-undo button').press('Enter');
    await expectAnnouncement(
      page,
      text('app', 'language.changed', { language: builtInLanguages[language].name }),
    );
  });

  test('a discarded form and its undo are announced', async ({ page, signIn }) => {
    await signIn(page);
    await openEdit(page);
    await collectAnnouncements(page);
    const name = locateField(page, 'first_name', language);
    const stored = await name.inputValue();
    await name.fill('Lina');
    const cancel = getButton(page, 'edit.cancel', language);
    const undo = getButton(page, 'edit.undo', language);
    await cancel.press('Enter');
    await expectAnnouncement(page, text('app', 'edit.discarded'));
    await undo.press('Enter');
    await expectAnnouncement(page, text('app', 'edit.restored'));
    await cancel.press('Enter');
    await page.getByRole('link', { name: text('app', 'profile.edit'), exact: true }).press('Enter');
    await expect(name).toHaveValue(stored);
    await undo.press('Enter');
    await expectAnnouncement(page, text('app', 'edit.restored'));
    // The button is gone, so the focus is on the message that says what it did.
    await expect(page.getByText(text('app', 'edit.restored')).locator('..')).toBeFocused();
  });

  test('a lost connection and its return are announced', async ({ page, signIn, pageErrors }) => {
    pageErrors.expect(/ERR_INTERNET_DISCONNECTED/);
    await signIn(page);
    await openEdit(page);
    await collectAnnouncements(page);
    const name = locateField(page, 'first_name', language);
    await name.fill('Lina');
    await page.context().setOffline(true);
    await getSaveButton(page, language).click();
    await expectAnnouncement(page, text('app', 'edit.offline.title'));
    await name.pressSequentially('-');
    await page.context().setOffline(false);
    await expectAnnouncement(page, text('app', 'edit.online.title'));
    await expect(name).toBeFocused();

    await page.context().setOffline(true);
    await getSaveButton(page, language).click();
    await expectAnnouncement(page, text('app', 'edit.offline.title'));
    await page.context().setOffline(false);
    await expectAnnouncement(
      page,
      `${text('app', 'edit.retrying.title')}${text('app', 'edit.retrying.text')}`,
    );
    await expectAnnouncement(page, text('app', 'profile.saved'));
  });

  test('each wrong code and each new code is announced', async ({ page, customer, pageErrors }) => {
    pageErrors.expect(/422.*sign-in/);
    await page.clock.install();
    await page.goto('/sign-in');
    await waitForHydration(page);
    await collectAnnouncements(page);
    const example = '+971\u00a050\u00a0123\u00a04567';
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await page.getByRole('button', { name: text('app', 'signIn.send') }).click();
      await expectAnnouncement(page, text('app', 'signIn.error.mobile', { example }));
    }
    await sendNumber(page, customer.mobile, language);
    const right = await customer.takeCode();
    const wrong = right === '111111' ? '222222' : '111111';
    await getCode(page, language).fill(wrong);
    await expectAnnouncement(page, text('app', 'signIn.triesLeft', { count: 4 }));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await page.clock.fastForward(30_000);
      await page.getByRole('button', { name: text('app', 'signIn.resend') }).click();
      await expectAnnouncement(page, text('app', 'signIn.resent'));
      await customer.takeCode();
    }
  });
});

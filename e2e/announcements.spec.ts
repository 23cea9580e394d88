import { languages } from '../shared/languages.ts';
import { collectAnnouncements, expectAnnouncement } from './announcements.ts';
import { chooseLanguage } from './choose-language.ts';
import { getSaveButton, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { getText } from './texts.ts';

/** Lists, uploads and the end of a session are announced in their own specs. */

test('the number of errors, the save and its undo are announced', async ({ page, signIn }) => {
  await signIn(page);
  await openEdit(page);
  await collectAnnouncements(page);
  const names = [page.getByLabel('First name'), page.getByLabel('Last name')];
  for (const name of names) await name.fill('');
  await getSaveButton(page).click();
  await expectAnnouncement(page, 'There is a problem2 errors');
  await names[0]?.fill('Lina');
  await names[1]?.fill('Nasser');
  await getSaveButton(page).click();
  await expectAnnouncement(page, 'Your profile has been saved.');
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expectAnnouncement(page, 'Undone. Your profile is as it was before.');
  await expect(page.getByRole('status').filter({ hasText: 'Undone' })).toBeFocused();
});

test('a new language and its undo are announced', async ({ page, signIn }) => {
  await signIn(page);
  await page.goto('/');
  await waitForHydration(page);
  await collectAnnouncements(page);
  await chooseLanguage(page, 'fr');
  const inFrench = getText('fr', 'app', 'language.changed').replace('{{language}}', languages.fr.name);
  await expectAnnouncement(page, inFrench);
  await page.locator('.language-undo button').press('Enter');
  await expectAnnouncement(page, 'Your language is now English, also for messages we send.');
});

test('a discarded form and its undo are announced', async ({ page, signIn }) => {
  await signIn(page);
  await openEdit(page);
  await collectAnnouncements(page);
  await page.getByLabel('First name').fill('Lina');
  const cancel = page.getByRole('button', { name: 'Cancel' });
  const undo = page.getByRole('button', { name: 'Undo' });
  await cancel.press('Enter');
  await expectAnnouncement(page, 'Discarded. Nothing was saved.');
  await undo.press('Enter');
  await expectAnnouncement(page, 'What you typed before is here again');
  await cancel.press('Enter');
  await page.getByRole('link', { name: 'Edit profile' }).press('Enter');
  await expect(page.getByLabel('First name')).toHaveValue('Layla');
  await undo.press('Enter');
  await expectAnnouncement(page, 'What you typed before is here again');
  // The button is gone, so the focus is on what it did.
  await expect(page.getByText('What you typed before is here again').locator('..')).toBeFocused();
});

test('a lost connection and its return are announced', async ({ page, signIn, pageErrors }) => {
  pageErrors.expect(/ERR_INTERNET_DISCONNECTED/);
  await signIn(page);
  await openEdit(page);
  await collectAnnouncements(page);
  const name = page.getByLabel('First name');
  await name.fill('Lina');
  await page.context().setOffline(true);
  await getSaveButton(page).click();
  await expectAnnouncement(page, 'Not saved: there is no connection');
  await name.pressSequentially('-');
  await page.context().setOffline(false);
  await expectAnnouncement(page, 'Back online');
  await expect(name).toBeFocused();

  await page.context().setOffline(true);
  await getSaveButton(page).click();
  await expectAnnouncement(page, 'Not saved: there is no connection');
  await page.context().setOffline(false);
  await expectAnnouncement(page, 'Back onlineSaving what you typed…');
  await expectAnnouncement(page, 'Your profile has been saved.');
});

test('each wrong code and each new code is announced', async ({ page, customer, pageErrors }) => {
  pageErrors.expect(/422.*sign-in/);
  await page.goto('/sign-in');
  await waitForHydration(page);
  await collectAnnouncements(page);
  const send = page.getByRole('button', { name: 'Send code' });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await send.click();
    await expectAnnouncement(page, 'Enter a mobile number such as');
  }
  await page.getByLabel('Mobile number').fill(customer.mobile);
  await send.click();
  const right = await customer.takeCode();
  const field = page.getByLabel('6-digit code');
  const wrong = right === '111111' ? '222222' : '111111';
  await field.fill(wrong);
  await expectAnnouncement(page, 'This code is wrong. 4 tries left');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await page.getByRole('button', { name: 'Send a new code' }).click();
    await expectAnnouncement(page, 'A new code is on its way.');
  }
});

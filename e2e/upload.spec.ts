import type { Locator, Page } from '@playwright/test';
import type { JsonObject } from 'schema-form';
import { apiPaths } from '../shared/customer-api.ts';
import { collectAnnouncements, expectAnnouncement } from './announcements.ts';
import { getErrorSummary, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { endSessionElsewhere } from './end-session.ts';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts, waitForHydration } from './hydration.ts';
import { openPlayground } from './open-playground.ts';
import { findOverflow, findViolations } from './page-checks.ts';
import { reconnect } from './reconnect.ts';

const profileForm = {
  schema: {
    type: 'object',
    required: ['nickname', 'photo'],
    properties: {
      nickname: { type: 'string', title: 'Nickname', minLength: 2 },
      photo: { type: 'string', title: 'Photo' },
      papers: { type: 'array', title: 'Papers', items: { type: 'string' } },
      letter: { type: 'string', title: 'Letter', format: 'data-url' },
    },
  },
  ui_schema: {
    photo: { 'ui:widget': 'upload', 'ui:options': { accept: ['image/*'], maxSize: 400_000 } },
    papers: { 'ui:widget': 'upload', 'ui:options': { accept: ['.pdf', '.txt'] } },
  },
};

test.use({ profileForm });

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

/** Returns a picture of one pixel with trailing bytes that decoders ignore. */
function createPhoto(name = 'me.png', more = 0) {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const buffer = Buffer.concat([Buffer.from(pixel, 'base64'), Buffer.alloc(more)]);
  return { name, mimeType: 'image/png', buffer };
}

function createText(name: string) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(name) };
}

const getPhoto = (page: Page): Locator => page.locator('input[type=file]:not([capture])').first();
const getPapers = (page: Page): Locator => page.locator('input[type=file]:not([capture])').nth(1);

/** The element of an uploaded file. */
const getFile = (page: Page, name: string): Locator => page.getByRole('link', { name });

/** Returns whether the browser could decode a picture. */
async function isDecoded(picture: Locator): Promise<boolean> {
  return picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0));
}

async function readData(page: Page): Promise<JsonObject> {
  return (await (await page.request.get(apiPaths.update)).json()).form.data;
}

/** Holds back every upload until it is released, as a slow network does. */
async function holdFiles(page: Page): Promise<() => void> {
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  await page.route('**/files', async (route) => {
    await allowed;
    await route.continue();
  });
  return allow;
}

test('files are uploaded, saved, shown on the profile, and removed', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Sunny');
  await expect(getPhoto(page)).toHaveAccessibleName('Photo');
  await expect(getPhoto(page)).toHaveAccessibleDescription('You can send images. At most 400 kB.');
  await getPhoto(page).setInputFiles(createPhoto());
  await expect(getFile(page, 'me.png')).toBeVisible();
  await expect(page.getByText('me.png added')).toBeAttached();
  expect(await isDecoded(page.locator('.file-picture'))).toBe(true);
  await getPapers(page).setInputFiles([createText('a.txt'), createText('عقد الإيجار.txt')]);
  await expect(getFile(page, 'عقد الإيجار.txt')).toBeVisible();
  await getPapers(page).setInputFiles(createText('c.txt'));
  await expect(page.locator('.file')).toHaveCount(4);
  expect.soft(await findViolations(page)).toEqual([]);
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();

  expect(await isDecoded(page.locator('.file-picture'))).toBe(true);
  await expect(getFile(page, 'me.png')).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveText(['a.txt', 'عقد الإيجار.txt', 'c.txt']);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    getFile(page, 'عقد الإيجار.txt').click(),
  ]);
  expect(download.suggestedFilename()).toBe('عقد الإيجار.txt');
  const [picture] = await Promise.all([page.waitForEvent('popup'), getFile(page, 'me.png').click()]);
  expect(await isDecoded(picture.locator('img'))).toBe(true);
  expect.soft(await findViolations(page)).toEqual([]);

  await openEdit(page);
  await page.getByRole('button', { name: 'Remove: a.txt' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('a.txt removed')).toBeAttached();
  await expect(page.getByRole('button', { name: 'Remove: عقد الإيجار.txt' })).toBeFocused();
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(page.getByRole('listitem')).toHaveText(['عقد الإيجار.txt', 'c.txt']);
});

test('a required photo is asked for, and can be replaced', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Sunny');
  await getSaveButton(page).click();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText(['Photo: choose a file']);
  await getErrorSummary(page).getByRole('link').click();
  await expect(getPhoto(page)).toBeFocused();
  await expect(getPhoto(page)).toHaveAccessibleDescription(/Photo: choose a file/);
  await getPhoto(page).setInputFiles(createPhoto('first.png'));
  await expect(getFile(page, 'first.png')).toBeVisible();
  await expect(getPhoto(page)).not.toHaveAttribute('aria-invalid');
  await getPhoto(page).setInputFiles(createPhoto('second.png'));
  await expect(getFile(page, 'second.png')).toBeVisible();
  await expect(getFile(page, 'first.png')).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove: second.png' }).click();
  await expect(getFile(page, 'second.png')).toHaveCount(0);
  await expect(getPhoto(page)).toBeFocused();
  await page.locator('form.form').evaluate((form: HTMLFormElement) => form.reset());
  await getSaveButton(page).click();
  await expect(getErrorSummary(page).getByRole('link')).toHaveText([
    'Nickname: fill this in',
    'Photo: choose a file',
  ]);
});

test('the progress of an upload is shown and announced', async ({ page }) => {
  await openEdit(page);
  await collectAnnouncements(page);
  const network = await page.context().newCDPSession(page);
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 400_000,
  });
  await getPhoto(page).setInputFiles(createPhoto('me.png', 390_000));
  await expectAnnouncement(page, 'Sending me.png');
  const progress = page.getByRole('progressbar', { name: 'Sending me.png' });
  await expect
    .poll(() => progress.evaluate(({ value }: HTMLProgressElement) => value > 0 && value < 1))
    .toBe(true);
  await expect(getFile(page, 'me.png')).toBeVisible();
  await expect(progress).toHaveCount(0);
  await expectAnnouncement(page, 'me.png added');
});

test('saving waits for a running upload', async ({ page }) => {
  await openEdit(page);
  const allow = await holdFiles(page);
  await page.getByLabel('Nickname').fill('Sunny');
  await getPhoto(page).setInputFiles(createPhoto());
  await getSaveButton(page).click();
  await expect(page.locator('.file-task')).toContainText('All is saved as soon as the file has been sent.');
  expect.soft(await findViolations(page)).toEqual([]);
  allow();
  await expect(getSavedMessage(page)).toBeVisible();
  expect(await readData(page)).toHaveProperty('photo', expect.stringMatching(/me\.png$/));
});

test('an upload can be cancelled, and the previous file stays', async ({ page }) => {
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Sunny');
  await getPhoto(page).setInputFiles(createPhoto('first.png'));
  await expect(getFile(page, 'first.png')).toBeVisible();
  await holdFiles(page);
  await getPhoto(page).setInputFiles(createPhoto('second.png'));
  await expect(page.getByText('Sending second.png').first()).toBeAttached();
  await getPhoto(page).focus();
  await page.keyboard.press('Tab');
  const cancel = page.locator('.upload').getByRole('button', { name: 'Remove: Photo' });
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(cancel).toHaveCount(0);
  await expect(getPhoto(page)).toBeFocused();
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  await expect(getFile(page, 'first.png')).toBeVisible();
});

test('a failed upload can be tried again', async ({ page, pageErrors }) => {
  pageErrors.expect(/ERR_INTERNET_DISCONNECTED/);
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Sunny');
  await page.context().setOffline(true);
  await getPhoto(page).setInputFiles(createPhoto());
  await expect(getPhoto(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(getPhoto(page)).toHaveAccessibleDescription(/^me\.png was not sent: there is no connection/);
  await getSaveButton(page).click();
  await expect(getPhoto(page)).toBeFocused();
  expect.soft(await findViolations(page)).toEqual([]);
  await reconnect(page);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(getFile(page, 'me.png')).toBeVisible();
  await expect(getPhoto(page)).not.toHaveAttribute('aria-invalid');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
});

test('a refused file shows an error at its field, from the page or from the server', async ({
  page,
  pageErrors,
}) => {
  pageErrors.expect(/422.*files/);
  await openEdit(page);
  await collectAnnouncements(page);
  const photo = getPhoto(page);
  await photo.setInputFiles(createText('me.txt'));
  await expectAnnouncement(page, 'is of a kind that is not taken here. Choose images');
  await expect(photo).toHaveAccessibleDescription(
    /me\.txt\W+is of a kind that is not taken here\. Choose images/,
  );
  // A picture that the browser can't read can't be shrunk.
  const unreadable = { ...createPhoto(), buffer: Buffer.alloc(500_000, 1) };
  await photo.setInputFiles(unreadable);
  await expect(photo).toHaveAccessibleDescription(/me\.png\W+is too large: a file can have at most 400 kB/);
  // Only the server detects that the content does not match the name.
  await photo.setInputFiles({ ...createText('lie.png'), mimeType: 'image/png' });
  await expect(photo).toHaveAccessibleDescription(/lie\.png\W+is damaged, or not what its name says/);
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
  expect.soft(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove: Photo' }).click();
  await expect(page.getByRole('button', { name: 'Remove: Photo' })).toHaveCount(0);
  await expect(photo).not.toHaveAttribute('aria-invalid');
  // The other files of the selection are uploaded.
  await getPapers(page).setInputFiles([createText('a.txt'), createPhoto('b.png'), createText('c.txt')]);
  await expect(getFile(page, 'c.txt')).toBeVisible();
  await expect(getPapers(page)).toHaveAccessibleDescription(/b\.png\W+is of a kind .* Choose PDF or TXT/);
  await expect(page.locator('.file')).toHaveCount(2);
});

test('an upload after the session has ended goes on when the customer has signed in over the form', async ({
  page,
  customer,
  pageErrors,
}) => {
  pageErrors.expect(/401.*files/);
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Sunny');
  await endSessionElsewhere(page);
  await getPhoto(page).setInputFiles(createPhoto());
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(getPhoto(page)).toHaveAccessibleDescription(/^me\.png was not sent/);

  await page.getByRole('button', { name: 'Try again' }).click();
  await dialog.getByLabel('Mobile number').fill(customer.mobile);
  await dialog.getByRole('button', { name: 'Send code' }).click();
  await dialog.getByLabel('6-digit code').fill(await customer.takeCode());
  await expect(getFile(page, 'me.png')).toBeVisible();
  await expect(page.getByLabel('Nickname')).toHaveValue('Sunny');
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
});

test('a file that was chosen before hydration is uploaded', async ({ page }) => {
  const scripts = await openWithoutScripts(page, '/edit');
  await getPhoto(page).setInputFiles(createPhoto());
  await scripts.load();
  await expect(getFile(page, 'me.png')).toBeVisible();
});

test('a file in a data URL is read, saved, named, and removed', async ({ page }) => {
  const letter = `data:text/plain;name=${encodeURIComponent('رسالة.txt')};base64,${btoa('Dear all')}`;
  await openEdit(page);
  await page.getByLabel('Nickname').fill('Sunny');
  await getPhoto(page).setInputFiles(createPhoto());
  await page
    .getByLabel('Letter')
    .setInputFiles({ name: 'رسالة.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear all') });
  await expect(page.getByText('رسالة.txt', { exact: true })).toBeVisible();
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  expect(await readData(page)).toHaveProperty('letter', letter);
  await openEdit(page);
  await page.getByRole('button', { name: 'Remove: رسالة.txt' }).click();
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
  expect(await readData(page)).not.toHaveProperty('letter');
});

test('the playground refuses uploads and keeps files in data URLs', async ({ page }) => {
  const { schema, ui_schema } = profileForm;
  const data = { photo: 'me.png', letter: `data:text/plain;name=a.txt;base64,${btoa('a')}` };
  await openPlayground(page, { schema, ui_schema, data });
  await waitForHydration(page);
  await expect(getPhoto(page)).toBeDisabled();
  await expect(getPhoto(page)).toHaveAccessibleDescription(/Files can’t be sent from here\./);
  await page.getByLabel('Letter').setInputFiles(createText('b.txt'));
  await expect(page.locator('.file').getByText('b.txt')).toBeVisible();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.locator('main pre')).toContainText('name=b.txt');
});

test('the same file may be in a list twice', async ({ page }) => {
  const schema = { properties: { notes: { type: 'array', title: 'Notes', items: { format: 'data-url' } } } };
  await openPlayground(page, { schema, ui_schema: { notes: { 'ui:widget': 'upload' } } });
  await waitForHydration(page);
  const names = ['a.txt', 'b.txt', 'a.txt'];
  for (const [index, name] of names.entries()) {
    await page.getByLabel('Notes').setInputFiles(createText(name));
    await expect(page.locator('.file')).toHaveText(names.slice(0, index + 1).map((text) => new RegExp(text)));
  }
  await page.getByRole('button', { name: 'Remove: a.txt' }).first().click();
  await expect(page.locator('.file')).toHaveText([/b\.txt/, /a\.txt/]);
});

test.describe('in Arabic', () => {
  test.use({ language: 'ar' });

  test('files are uploaded, and errors are shown', async ({ page }) => {
    await openEdit(page);
    await getPhoto(page).setInputFiles(createText('me.txt'));
    await expect(getPhoto(page)).toHaveAccessibleDescription(
      /نوع الملف\W+me\.txt\W+غير مقبول هنا\. الأنواع المقبولة: صور/,
    );
    await getPapers(page).setInputFiles([createText('عقد.txt'), createText('contract (1).txt')]);
    await expect(getFile(page, 'contract (1).txt')).toBeVisible();
    await expect(page.getByRole('button', { name: 'إزالة: عقد.txt' })).toBeVisible();
    expect.soft(await findViolations(page)).toEqual([]);
    expect.soft(await findOverflow(page)).toEqual([]);
  });
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('files are sent with the form, survive errors in other fields, and are removed', async ({
    page,
    pageErrors,
  }) => {
    pageErrors.expect(/422.*edit/);
    await page.goto('/edit');
    await page.getByLabel('Nickname').fill('x');
    await getPhoto(page).setInputFiles(createPhoto('صورتي.png'));
    await getPapers(page).setInputFiles([createText('a.txt'), createText('b.txt'), createPhoto('c.png')]);
    await page.getByLabel('Letter').setInputFiles(createText('dear.txt'));
    await getSaveButton(page).click();
    await expect(getErrorSummary(page).getByRole('link')).toHaveText([
      'Nickname: at least 2 characters',
      /c\.png\W+is of a kind that is not taken here\. Choose PDF or TXT/,
    ]);
    await expect(getFile(page, 'صورتي.png')).toBeVisible();
    await page.getByLabel('Nickname').fill('Sunny');
    await getSaveButton(page).click();
    await expect(getSavedMessage(page)).toBeVisible();
    await expect(page.getByRole('listitem')).toHaveText(['a.txt', 'b.txt']);
    expect(await readData(page)).toHaveProperty('letter', expect.stringContaining('name=dear.txt'));

    await page.goto('/edit');
    await page.getByRole('checkbox', { name: 'Remove: a.txt' }).check();
    await page.getByRole('checkbox', { name: 'Remove: dear.txt' }).check();
    await getPhoto(page).setInputFiles(createPhoto('other.png'));
    await getSaveButton(page).click();
    await expect(getSavedMessage(page)).toBeVisible();
    await expect(getFile(page, 'other.png')).toBeVisible();
    await expect(page.getByRole('listitem')).toHaveText(['b.txt']);
    expect(await readData(page)).not.toHaveProperty('letter');
  });
});

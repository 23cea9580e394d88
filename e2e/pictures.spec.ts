import type { Page } from '@playwright/test';
import { getButton, getSaveButton, getSavedMessage, openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { inEnglishAndArabic } from './in-english-and-arabic.ts';

test.use({
  profileForm: {
    schema: {
      type: 'object',
      properties: {
        photo: { type: 'string', title: 'Photo' },
        scan: { type: 'string', title: 'Scan' },
        paper: { type: 'string', title: 'Paper' },
      },
    },
    ui_schema: {
      photo: {
        'ui:widget': 'upload',
        'ui:options': { accept: ['image/*'], maxSize: 2_000_000, capture: 'user' },
      },
      scan: { 'ui:widget': 'upload', 'ui:options': { accept: ['image/*'], shrink: false } },
      paper: { 'ui:widget': 'upload', 'ui:options': { accept: ['.pdf', '.png'] } },
    },
  },
});

test.beforeEach(async ({ page, signIn }) => {
  await signIn(page);
});

/** A picture of one pixel. */
const pixel = {
  name: 'now.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

/** The orientation of EXIF that turns a picture clockwise by a quarter. */
const quarterTurn = 6;

/**
 * Returns a large photo as a phone takes it: 3,000 by 2,000 pixels with a red left half and noise, and a note that says
 * to turn it clockwise. Seen upright, it is 2,000 by 3,000 pixels with a red upper half.
 */
async function createPhonePhoto(page: Page) {
  const base64 = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 2000 });
    const context = canvas.getContext('2d');
    if (!context) throw new Error('There is no canvas');
    const pixels = context.createImageData(3000, 2000);
    for (let index = 0; index < pixels.data.length; index += 4) {
      const noise = Math.random() * 120;
      const isLeft = (index / 4) % 3000 < 1500;
      pixels.data.set([isLeft ? 255 : noise, noise, isLeft ? noise : 255, 255], index);
    }
    context.putImageData(pixels, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.9).split(',')[1] ?? '';
  });
  const jpeg = Buffer.from(base64, 'base64');
  const exif = Buffer.from(
    `ffe1 0022 457869660000 49492a0008000000 0100 1201 0300 01000000 0${quarterTurn}000000 00000000`.replaceAll(
      ' ',
      '',
    ),
    'hex',
  );
  const buffer = Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
  return { name: 'me.jpg', mimeType: 'image/jpeg', buffer };
}

/** Reads the stored picture of a field: its size in bytes and pixels, and the color of its upper edge. */
async function readPicture(page: Page, field: string) {
  const address = await page.locator(`input[type=hidden][name="root[${field}]"]`).inputValue();
  return page.evaluate(async (url) => {
    const blob = await (await fetch(url)).blob();
    const bitmap = await createImageBitmap(blob, { imageOrientation: 'from-image' });
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d');
    context?.drawImage(bitmap, 0, 0, bitmap.width, bitmap.height / 4, 0, 0, 1, 1);
    const [red = 0, , blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    return { bytes: blob.size, width: bitmap.width, height: bitmap.height, isRedAbove: red > blue };
  }, address);
}

test('a large picture is shrunk before it is sent, and stays upright', async ({ page }) => {
  await openEdit(page);
  const photo = await createPhonePhoto(page);
  // The field would refuse the original.
  expect(photo.buffer.length).toBeGreaterThan(2_000_000);
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.getByLabel(/^Photo/).setInputFiles(photo);
  await expect(page.getByRole('link', { name: 'me.jpg' })).toBeVisible();
  // The library is loaded only now.
  expect(scripts.filter((url) => url.includes('shrink-picture'))).toHaveLength(1);
  const stored = await readPicture(page, 'photo');
  expect(stored).toMatchObject({ width: 1600, height: 2400, isRedAbove: true });
  expect(stored.bytes).toBeLessThan(photo.buffer.length / 2);
  await getSaveButton(page).click();
  await expect(getSavedMessage(page)).toBeVisible();
});

test('a picture is sent as it is where the form definition says so', async ({ page }) => {
  await openEdit(page);
  const photo = await createPhonePhoto(page);
  await page.getByLabel(/^Scan/).setInputFiles(photo);
  await expect(page.getByRole('link', { name: 'me.jpg' })).toBeVisible();
  expect(await readPicture(page, 'scan')).toMatchObject({ bytes: photo.buffer.length });
});

inEnglishAndArabic((text, language) => {
  const getCamera = (page: Page, field: string) =>
    page.getByRole('button', { name: `${text('files', 'camera')}: ${field}` });

  test('a desktop offers no camera, names the limit in decimal units, and removes a refused file', async ({
    page,
  }) => {
    await openEdit(page);
    await expect(getCamera(page, 'Photo')).toBeHidden();
    // The limit of the server, 10 MiB, as a file manager shows it.
    const [photo, scan] = [page.getByLabel(/^Photo/), page.getByLabel(/^Scan/)];
    await expect(scan).toHaveAccessibleDescription(/10\.5/);
    const refused = { name: 'me.txt', mimeType: 'text/plain', buffer: Buffer.from('me') };
    await photo.setInputFiles(refused);
    const kinds = text('files', 'kind.image');
    // It is announced, too.
    const [, reason = ''] = text('files', 'wrongKind', { name: 'me.txt', kinds }).split(/me\.txt\u2069?/);
    await expect(page.getByText(reason)).toHaveCount(2);
    // The button is beside the Cancel of the form.
    await page.getByRole('button', { name: `${text('controls', 'form.remove')}: Photo` }).click();
    await expect(page.getByText('me.txt')).toHaveCount(0);
    await expect(getButton(page, 'edit.cancel', language)).toHaveCount(1);
  });

  test.describe('on a phone', () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

    test('a field for pictures opens the camera, and takes existing pictures too', async ({ page }) => {
      await openEdit(page);
      const camera = getCamera(page, 'Photo');
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), camera.tap()]);
      await expect(page.locator('input[capture=user]')).toHaveAttribute('accept', 'image/*');
      expect(chooser.isMultiple()).toBe(false);
      await chooser.setFiles(pixel);
      await expect(page.getByRole('link', { name: pixel.name })).toBeVisible();
      await expect(page.getByLabel(/^Photo/)).not.toHaveAttribute('capture');
      await expect(page.locator('input[capture=environment]')).toHaveCount(1);
      // A field that also takes documents has no camera.
      await expect(getCamera(page, 'Paper')).toHaveCount(0);
      await getSaveButton(page, language).click();
      await expect(getSavedMessage(page, language)).toBeVisible();
    });
  });

  test.describe('without script', () => {
    test.use({ javaScriptEnabled: false });

    test('a picture is sent with the form as it is, and removed by its checkbox', async ({ page }) => {
      await page.goto('/edit');
      await expect(getCamera(page, 'Photo')).toHaveCount(0);
      await page.getByLabel(/^Photo/).setInputFiles(pixel);
      await getSaveButton(page, language).click();
      await expect(getSavedMessage(page, language)).toBeVisible();
      await page.goto('/edit');
      const remove = text('controls', 'form.remove');
      await page.getByRole('checkbox', { name: `${remove}: ${pixel.name}` }).check();
      await getSaveButton(page, language).click();
      await expect(page.getByRole('link', { name: `${text('app', 'view.add')}: Photo` })).toBeVisible();
    });
  });
});

import { readFile } from 'node:fs/promises';
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openWithoutScripts, waitForHydration } from './hydration.ts';
import { findAxeViolations, findOverflow } from './page-checks.ts';

const pet = { type: 'string', title: 'Pet', minLength: 3 };
const petSchema = { type: 'object', properties: { pet }, required: ['pet'] };

/** Returns a form of the playground, by its place. */
function getForm(page: Page, number: 1 | 2): FrameLocator {
  return page.frameLocator('iframe').nth(number - 1);
}

/** Returns the editor of a document, once it has taken the place of the text box. */
function getEditor(page: Page, name: 'schema' | 'ui_schema' | 'data'): Locator {
  return page.locator(`#${name} .cm-content`);
}

/** Replaces the text of the editor that is shown. */
async function write(
  page: Page,
  name: 'schema' | 'ui_schema' | 'data',
  value: object | string,
): Promise<void> {
  // Where text replaces other text at once, Chromium copies its style, which the policy forbids.
  await getEditor(page, name).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(typeof value === 'string' ? value : JSON.stringify(value));
}

async function openPage(page: Page, path = '/playground'): Promise<void> {
  await page.goto(path);
  await waitForHydration(page);
  await expect(getEditor(page, 'schema')).toBeVisible();
}

/** A page with frames, in which axe does not run. */
const withoutFrames = { iframes: false };

test.describe('at 1280 px', () => {
  test.use({ viewport: { width: 1280, height: 900 } });

  test('the forms follow the documents and each other, and nothing typed is lost', async ({ page }) => {
    // What is typed before hydration counts.
    const scripts = await openWithoutScripts(page, '/playground');
    await page.getByRole('textbox', { name: 'JSON Schema' }).fill(JSON.stringify(petSchema));
    await scripts.load();
    const [english, arabic] = [getForm(page, 1), getForm(page, 2)];
    await expect(english.locator('html')).toHaveAttribute('dir', 'ltr');
    await expect(arabic.locator('html')).toHaveAttribute('dir', 'rtl');
    await english.getByLabel('Pet').fill('Lu');
    await english.getByLabel('Pet').press('Tab');
    await expect(arabic.getByLabel('Pet')).toHaveValue('Lu');
    await expect(arabic.getByRole('button', { name: 'تحقق' })).toBeVisible();

    const tabs = page.getByRole('tablist', { name: 'Documents' });
    await tabs.getByRole('tab', { name: 'Data' }).click();
    await expect(getEditor(page, 'data')).toContainText('"pet": "Lu"');
    await write(page, 'data', { pet: 'Luna' });
    await expect(english.getByLabel('Pet')).toHaveValue('Luna');
    await expect(arabic.getByLabel('Pet')).toHaveValue('Luna');
    await arabic.getByLabel('Pet').fill('Misk');
    await arabic.getByLabel('Pet').press('Tab');

    // By keyboard to the schema.
    await tabs.getByRole('tab', { name: 'Data' }).press('Home');
    await expect(tabs.getByRole('tab', { name: 'JSON Schema' })).toBeFocused();
    const properties = { pet: { ...pet, title: 'Animal' }, age: { type: 'integer', title: 'Age' } };
    await write(page, 'schema', { ...petSchema, properties });
    await expect(english.getByLabel('Animal')).toHaveValue('Misk');
    await expect(arabic.getByLabel('Animal')).toHaveValue('Misk');

    // A document with a problem says where it is, and the last form stays.
    const status = page.getByRole('status').filter({ hasText: 'JSON Schema' });
    await write(page, 'schema', { ...petSchema, properties: { pet: { type: 'text' } } });
    await expect(status).toContainText('At /properties/pet/type: must be equal to one of the allowed values');
    await expect(english.getByLabel('Animal')).toHaveValue('Misk');
    await write(page, 'schema', '{"type":');
    await expect(status).toContainText('JSON');
    await expect(tabs.getByRole('tab', { name: 'JSON Schema Problem' })).toBeVisible();
    await write(page, 'schema', petSchema);
    await expect(english.getByLabel('Pet')).toHaveValue('Misk');
    await expect(status).toHaveCount(0);
  });

  test('tabs show what becomes of what was typed', async ({ page }) => {
    await openPage(page, '/playground?example=household');
    await write(page, 'schema', petSchema);
    const form = getForm(page, 1);
    await form.getByLabel('Pet').fill('Lu');
    await form.getByLabel('Pet').press('Tab');
    const tabs = page.getByRole('tablist', { name: 'Results' });
    const panel = page.getByRole('region', { name: 'Results' }).getByRole('tabpanel');
    await expect(panel).toContainText('"pet": "Lu"');
    await tabs.getByRole('tab', { name: 'What is sent' }).focus();
    const open = async (name: string) => {
      await page.keyboard.press('ArrowRight');
      await expect(tabs.getByRole('tab', { name, selected: true })).toBeFocused();
    };
    await open('What the server says');
    await expect(panel).toContainText('/pet Pet: at least 3 characters');
    await form.getByLabel('Pet').fill('Luna');
    await form.getByLabel('Pet').press('Tab');
    await expect(panel).toContainText('Valid: nothing is wrong with these values.');
    await tabs.getByRole('tab', { selected: true }).focus();
    await open('Reading page');
    await expect(panel.getByRole('definition')).toHaveText('Luna');
    await open('Notes about this form');
    await expect(panel).toContainText('there is no property');
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [`${name}x`, {}]);
    await page.getByRole('tab', { name: 'uiSchema' }).click();
    await write(page, 'ui_schema', { pet: { 'ui:hlep': 'x' }, ...Object.fromEntries(names) });
    await expect(panel).toContainText('there is no option "ui:hlep"; did you mean "ui:help"?');
    await expect(
      panel.getByRole('group').filter({ hasText: 'Properties without a field (6)' }),
    ).not.toHaveAttribute('open');
    await tabs.getByRole('tab', { selected: true }).focus();
    await open('Script weight');
    await expect(panel.getByRole('row', { name: /Total .* kB .* kB/ })).toHaveCount(2);
    await open('Accessibility');
    await panel.getByRole('button', { name: 'Run axe' }).click();
    await expect(panel.getByText('axe finds nothing wrong.')).toHaveCount(2);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await expect(tabs.getByRole('tab', { name: 'What is sent', selected: true })).toBeFocused();
    expect(await findAxeViolations(page, withoutFrames)).toEqual([]);
  });

  test('frames have their own language, width, colors and script', async ({ page }) => {
    await openPage(page);
    await write(page, 'schema', petSchema);
    const frames = page.locator('iframe');
    const first = page.getByRole('group', { name: 'Form 1' });
    await first.getByLabel('Width').selectOption('320 px');
    await expect(frames.first()).toHaveCSS('width', '320px');
    await first.getByLabel('Colors').selectOption('Dark');
    await expect(frames.first()).toHaveCSS('color-scheme', 'dark');
    await getForm(page, 2).getByLabel('Pet').fill('Misk');
    await getForm(page, 2).getByLabel('Pet').press('Tab');
    await first.getByLabel('Language').selectOption('Français');
    await expect(getForm(page, 1).locator('html')).toHaveAttribute('lang', 'fr');
    await expect(getForm(page, 1).getByLabel('Pet')).toHaveValue('Misk');
    // Without script the server renders the form, and checks it.
    await first.getByLabel('Script').uncheck();
    await expect(getForm(page, 1).getByRole('button', { name: 'Vérifier' })).toBeVisible();
    await expect(getForm(page, 1).getByLabel('Pet')).toHaveValue('Misk');
    await expect(getForm(page, 1).locator('script[src]')).toHaveCount(0);
    await page.getByRole('button', { name: 'Show one form' }).click();
    await expect(frames).toHaveCount(1);
    await page.getByRole('button', { name: 'Show two forms' }).click();
    await expect(getForm(page, 2).getByLabel('Pet')).toHaveValue('Misk');
  });

  test('the state travels in the address, as a file and as code', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await openPage(page);
    await write(page, 'schema', petSchema);
    await page.getByRole('group', { name: 'Form 1' }).getByLabel('Language').selectOption('Español');
    await getForm(page, 1).getByLabel('Pet').fill('Luna');
    await getForm(page, 1).getByLabel('Pet').press('Tab');
    await expect(page).toHaveURL(/\/playground#state=[\w-]+$/);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect(page.getByText('Copied.')).toBeVisible();
    const readClipboard = () => page.evaluate(() => navigator.clipboard.readText());
    const link = await readClipboard();

    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download form definition' }).click();
    const file = await (await downloading).path();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ schema: petSchema });
    await page.getByRole('button', { name: 'Copy as React' }).click();
    await expect.poll(readClipboard).toContain("from 'schema-form'");

    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    // A browser does not reload the same page with another fragment.
    await page.goto('about:blank');
    await page.goto(link);
    await expect(getForm(page, 1).getByLabel('Pet')).toHaveValue('Luna');
    await expect(getForm(page, 1).locator('html')).toHaveAttribute('lang', 'es');
    expect(requested.filter((url) => url.includes('state='))).toEqual([]);
    // An old link, and one that somebody has broken.
    await page.evaluate(() => {
      window.location.hash = new URLSearchParams({
        schema: '{"properties":{"old":{"type":"string","title":"Old"}}}',
      }).toString();
    });
    await expect(getForm(page, 1).getByLabel('Old')).toBeVisible();
    await page.evaluate(() => {
      window.location.hash = 'state=AAAA';
    });
    await expect(getForm(page, 1).getByLabel('Old')).toBeVisible();

    // What is sent are the values of the link with the defaults of its form, and nothing of the form before.
    const sent = page.getByRole('region', { name: 'Results' }).locator('pre');
    const toHash = (schema: object, data: unknown) =>
      new URLSearchParams({ schema: JSON.stringify(schema), data: JSON.stringify(data) }).toString();
    await page.goto('about:blank');
    await page.goto(`/playground#${toHash({ type: 'array', items: { type: 'string' } }, ['a'])}`);
    await expect(sent).toHaveText('[ "a" ]');
    await page.evaluate(
      (hash) => {
        window.location.hash = hash;
      },
      toHash({ properties: { a: { type: 'string' }, b: { type: 'string', default: 'd' } } }, { a: 'n' }),
    );
    await expect(sent).toHaveText('{ "a": "n", "b": "d" }');
    await expect(getForm(page, 1).getByLabel('A (optional)')).toHaveValue('n');
  });
});

test.describe('in Arabic, at 360 px', () => {
  test.use({ language: 'ar', viewport: { width: 360, height: 800 } });

  test('everything fits, is reached by keyboard, and has a name', async ({ page }) => {
    await openPage(page);
    await expect(getForm(page, 1).getByRole('button').first()).toBeVisible();
    const tabs = page.getByRole('tablist').first();
    await tabs.getByRole('tab').first().focus();
    // The next tab is on the left.
    await page.keyboard.press('ArrowLeft');
    await expect(tabs.getByRole('tab', { name: 'uiSchema', selected: true })).toBeFocused();
    await page.keyboard.press('End');
    await expect(tabs.getByRole('tab', { name: 'البيانات', selected: true })).toBeFocused();
    await expect(getEditor(page, 'data')).toHaveCSS('direction', 'ltr');
    // A long document scrolls inside its editor.
    await tabs.getByRole('tab').last().press('Home');
    await expect(page.locator('#schema')).toHaveCSS('height', '384px');
    expect(await findAxeViolations(page, withoutFrames)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findAxeViolations(page, { ...withoutFrames, runOnly: 'color-contrast' })).toEqual([]);
    expect(await findOverflow(page)).toEqual([]);
  });
});

test('patterns that only the sandbox runs on the server run in the browser', async ({ page }) => {
  const secret = { type: 'string', title: 'Secret', pattern: '^(?=.*\\d).{4,}$' };
  await openPage(page);
  await write(page, 'schema', { type: 'object', properties: { secret } });
  const form = getForm(page, 1);
  await form.getByLabel('Secret').fill('abcd');
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(form.getByText('Secret: not in the right format').first()).toBeVisible();
  await form.getByLabel('Secret').fill('abc1');
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(form.getByText('Valid: nothing is wrong')).toBeVisible();
});

test('a form with all that rjsf warns of writes nothing to the console', async ({ page }) => {
  const properties = {
    parts: { allOf: [{ type: 'string' }, { type: 'number' }] },
    option: { type: 'string', enum: ['a'], default: 'b' },
    tuple: { type: 'array', items: [{ type: 'string' }], additionalItems: true },
    choice: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    widget: { type: 'string', title: 'Widget' },
  };
  const uiSchema = {
    choice: { oneOf: {} },
    widget: { 'ui:widget': { component: 'text' }, 'ui:title': 'Renamed' },
  };
  await openPage(page);
  await write(page, 'schema', { type: 'object', properties });
  await page.getByRole('tab', { name: 'uiSchema' }).click();
  await write(page, 'ui_schema', uiSchema);
  // `pageErrors` fails the test for any message.
  const form = getForm(page, 1);
  // Named by the uiSchema: errors in the form of the schema alone would go when the form with the uiSchema comes.
  await form.getByLabel('Renamed').fill('x');
  await form.getByRole('button', { name: 'Check' }).click();
  await expect(form.getByRole('alert')).toBeVisible();
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('the link from an error to its editor leaves what was typed there', async ({ page, pageErrors }) => {
    pageErrors.expect(/422.*playground/);
    await page.goto('/playground');
    const schema = page.getByRole('textbox', { name: 'JSON Schema' });
    await schema.fill('{"type": "text"}');
    await page.getByRole('button', { name: 'Render' }).click();
    await page.getByRole('alert').getByRole('link', { name: 'JSON Schema' }).click();
    await expect(page).toHaveURL(/#schema$/);
    await expect(schema).toHaveValue('{"type": "text"}');
    await schema.fill(JSON.stringify(petSchema));
    await page.getByRole('button', { name: 'Render' }).click();
    await expect(page.getByLabel('Pet')).toBeVisible();
    await expect(schema).toHaveValue(JSON.stringify(petSchema));
    expect(await findOverflow(page)).toEqual([]);
  });
});

import { expect, test } from './fixtures.ts';
import { openWithoutScripts, waitForHydration } from './hydration.ts';

test('a schema that is typed before hydration is kept and rendered', async ({ page }) => {
  const scripts = await openWithoutScripts(page, '/playground');
  const schema = page.getByRole('textbox', { name: 'JSON Schema' });
  const text = '{"type": "object", "properties": {"pet": {"type": "string", "title": "Pet"}}}';
  await schema.fill(text);
  await scripts.load();
  await expect(schema).toHaveValue(text);
  await page.getByRole('button', { name: 'Render' }).click();
  await expect(page.getByLabel('Pet')).toBeVisible();
  await expect(schema).toHaveValue(text);
});

test('a link carries its schema in the fragment, which fills the editors and compiles nothing', async ({
  page,
}) => {
  await page.goto('/playground');
  await waitForHydration(page);
  const schema = page.getByRole('textbox', { name: 'JSON Schema' });
  const text = '{"type": "object", "properties": {"pet": {"type": "string", "title": "Pet"}}}';
  await schema.fill(text);
  await page.getByRole('button', { name: 'Render' }).click();
  await expect(page.getByLabel('Pet')).toBeVisible();
  const link = await page.getByRole('link', { name: 'Link to this state' }).getAttribute('href');
  expect(link).toMatch(/^\/playground#schema=/);
  // A browser does not reload the same page with another fragment.
  await page.goto('about:blank');
  await page.goto(link ?? '');
  await expect(schema).toHaveValue(text);
  await expect(page.getByLabel('Pet')).toBeHidden();
  await page.getByRole('button', { name: 'Render' }).click();
  await expect(page.getByLabel('Pet')).toBeVisible();
});

test('patterns that only the sandbox runs on the server run in the browser', async ({ page }) => {
  await page.goto('/playground');
  await waitForHydration(page);
  const pattern = { type: 'string', title: 'Secret', pattern: '^(?=.*\\d).{4,}$' };
  const text = JSON.stringify({ type: 'object', properties: { secret: pattern } });
  await page.getByRole('textbox', { name: 'JSON Schema' }).fill(text);
  await page.getByRole('button', { name: 'Render' }).click();
  const secret = page.getByLabel('Secret');
  await secret.fill('abcd');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('Secret: not in the right format').first()).toBeVisible();
  await secret.fill('abc1');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('Secret: not in the right format')).toHaveCount(0);
});

test('the link from an error to its editor leaves what was typed there', async ({ page, pageErrors }) => {
  pageErrors.expect(/422.*playground/);
  await page.goto('/playground');
  await waitForHydration(page);
  const schema = page.getByRole('textbox', { name: 'JSON Schema' });
  await schema.fill('{"type": "text"}');
  await page.getByRole('button', { name: 'Render' }).click();
  await page.getByRole('alert').getByRole('link', { name: 'JSON Schema' }).click();
  await expect(page).toHaveURL(/#schema$/);
  await expect(schema).toHaveValue('{"type": "text"}');
});

test('a form with all that rjsf warns of writes nothing to the console', async ({ page }) => {
  const properties = {
    parts: { allOf: [{ type: 'string' }, { type: 'number' }] },
    option: { type: 'string', enum: ['a'], default: 'b' },
    tuple: { type: 'array', items: [{ type: 'string' }], additionalItems: true },
    choice: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    widget: { type: 'string', title: 'Widget' },
  };
  const uiSchema = { choice: { oneOf: {} }, widget: { 'ui:widget': { component: 'text' } } };
  await page.goto('/playground');
  await waitForHydration(page);
  await page
    .getByRole('textbox', { name: 'JSON Schema' })
    .fill(JSON.stringify({ type: 'object', properties }));
  await page.getByRole('textbox', { name: 'uiSchema' }).fill(JSON.stringify(uiSchema));
  await page.getByRole('button', { name: 'Render' }).click();
  // `pageErrors` fails the test for any message.
  await page.getByLabel('Widget').fill('x');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
});

test('misspelt names in a uiSchema are listed with the nearest ones', async ({ page }) => {
  await page.goto('/playground');
  await waitForHydration(page);
  const schema = { type: 'object', properties: { pet: { type: 'string', title: 'Pet' } } };
  await page.getByRole('textbox', { name: 'JSON Schema' }).fill(JSON.stringify(schema));
  await page.getByRole('textbox', { name: 'uiSchema' }).fill('{"pet": {"ui:hlep": "Its name"}}');
  await page.getByRole('button', { name: 'Render' }).click();
  const warnings = page.getByRole('status').filter({ hasText: 'Notes about this form' });
  await expect(warnings).toContainText(
    '/ui_schema/pet/ui:hlep: there is no option "ui:hlep"; did you mean "ui:help"?',
  );
  await expect(page.getByLabel('Pet')).toBeVisible();
});

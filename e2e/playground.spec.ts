import { expect, test } from './fixtures.ts';
import { openWithoutScripts } from './hydration.ts';

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
  const pattern = { type: 'string', title: 'Secret', pattern: '^(?=.*\\d).{4,}$' };
  const text = JSON.stringify({ type: 'object', properties: { secret: pattern } });
  await page.getByRole('textbox', { name: 'JSON Schema' }).fill(text);
  await page.getByRole('button', { name: 'Render' }).click();
  const secret = page.getByLabel('Secret');
  await secret.fill('abcd');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('Secret is not in the right form').first()).toBeVisible();
  await secret.fill('abc1');
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(page.getByText('Secret is not in the right form')).toHaveCount(0);
});

test('the link from an error to its editor leaves what was typed there', async ({ page, pageErrors }) => {
  pageErrors.expect(/422.*playground/);
  await page.goto('/playground');
  const schema = page.getByRole('textbox', { name: 'JSON Schema' });
  await schema.fill('{"type": "text"}');
  await page.getByRole('button', { name: 'Render' }).click();
  await page.getByRole('alert').getByRole('link', { name: 'JSON Schema' }).click();
  await expect(page).toHaveURL(/#schema$/);
  await expect(schema).toHaveValue('{"type": "text"}');
});

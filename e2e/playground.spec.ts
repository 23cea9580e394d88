import { expect, test } from './fixtures.ts';
import { openWithoutScripts } from './hydration.ts';

test('a schema that is typed before the script has come is kept and drawn', async ({ page }) => {
  const scripts = await openWithoutScripts(page, '/playground');
  const schema = page.getByRole('textbox', { name: 'JSON Schema' });
  const text = '{"type": "object", "properties": {"pet": {"type": "string", "title": "Pet"}}}';
  await schema.fill(text);
  await scripts.load();
  await expect(schema).toHaveValue(text);
  await page.getByRole('button', { name: 'Draw' }).click();
  await expect(page.getByLabel('Pet')).toBeVisible();
  await expect(schema).toHaveValue(text);
});

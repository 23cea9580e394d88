import { expect, type Page } from '@playwright/test';

interface Documents {
  schema: object;
  ui_schema?: object;
  data?: object;
}

/** Types documents into the editors of the playground and has them rendered, with and without script. */
export async function openPlayground(
  page: Page,
  { schema, ui_schema = {}, data = {} }: Documents,
  origin = '',
): Promise<void> {
  await page.goto(`${origin}/playground`);
  const texts = Object.entries({ schema, ui_schema, data }).map(([name, document]) => ({
    editor: page.locator(`textarea[name="${name}"]`),
    text: JSON.stringify(document),
  }));
  // Hydration may move the caret between the two steps of filling in: selecting everything and typing. What is typed then
  // may even go into the editor before.
  await expect(async () => {
    for (const { editor, text } of texts) await editor.fill(text);
    for (const { editor, text } of texts) await expect(editor).toHaveValue(text, { timeout: 1 });
  }).toPass();
  const rendered = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/playground'),
  );
  await page.locator('form.editors button').click();
  await rendered;
  await page.waitForLoadState();
}

import type { Page } from '@playwright/test';

interface Documents {
  schema: object;
  ui_schema?: object;
  data?: object;
}

/** Has the playground render a form without its editors, with and without script. */
export async function openPlayground(
  page: Page,
  { schema, ui_schema = {}, data = {} }: Documents,
  origin = '',
): Promise<void> {
  // Its empty page, or one that it rendered before: a form may be submitted from both.
  if (new URL(page.url()).pathname !== '/playground/preview') await page.goto(`${origin}/playground/preview`);
  const fields = Object.entries({ schema, ui_schema, data }).map(([name, document]) => [
    name,
    JSON.stringify(document),
  ]);
  const rendered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.evaluate((given) => {
    const form = document.createElement('form');
    form.method = 'post';
    for (const [name = '', value = ''] of given) {
      const input = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }, fields);
  await rendered;
  await page.waitForLoadState();
}

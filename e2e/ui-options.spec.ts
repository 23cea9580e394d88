import { getErrorSummary } from './edit-page.ts';
import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';
import { openPlayground } from './open-playground.ts';
import { findViolations } from './page-checks.ts';

const text = { type: 'string' };

test('a style is applied under the strict content security policy, and Markdown is rendered', async ({
  page,
}) => {
  const help = 'See **this** or [that](https://example.com). <img src=x onerror=alert(1)>';
  await openPlayground(page, {
    schema: { properties: { name: text } },
    ui_schema: {
      'ui:globalOptions': { enableMarkdownInHelp: true },
      name: { 'ui:style': { maxWidth: '10rem' }, 'ui:classNames': 'mine', 'ui:help': help },
    },
  });
  await waitForHydration(page);
  const field = page.locator('.field.mine');
  await expect(field).toHaveCSS('max-width', '160px');
  await expect(field.locator('strong')).toHaveText('this');
  await expect(field.getByRole('link')).toHaveAttribute('href', 'https://example.com');
  await expect(field.locator('img')).toHaveCount(0);
  await expect(page.getByLabel('name')).toHaveAccessibleDescription(/^See this or that/);
});

test('an optional group is added and removed as a whole', async ({ page }) => {
  const pet = { type: 'object', title: 'Pet', properties: { name: { type: 'string', title: 'Name' } } };
  await openPlayground(page, {
    schema: { properties: { pet } },
    ui_schema: { pet: { 'ui:enableOptionalDataFieldForType': ['object'] } },
  });
  await waitForHydration(page);
  await expect(page.getByLabel('Name')).toHaveCount(0);
  await page.getByRole('button', { name: 'Add: Pet' }).click();
  await page.getByLabel('Name').fill('Luna');
  await page.getByLabel('Name').press('Tab');
  await expect(page.locator('main pre')).toContainText('Luna');
  expect.soft(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove: Pet' }).click();
  await expect(page.locator('main pre')).not.toContainText('pet');
});

test('a field that appears by a condition reports no errors until it is visited', async ({ page }) => {
  const schema = {
    properties: { kind: { type: 'string', title: 'Kind' }, name: { type: 'string', title: 'Name' } },
    required: ['name'],
    if: { properties: { kind: { const: 'other' } }, required: ['kind'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties: { which: { type: 'string', title: 'Which' } }, required: ['which'] },
  };
  await openPlayground(page, { schema });
  await waitForHydration(page);
  await page.getByRole('button', { name: 'Check' }).click();
  const links = getErrorSummary(page).getByRole('link');
  await expect(links).toHaveCount(1);
  await page.getByLabel('Kind').fill('other');
  await page.getByLabel('Name').fill('Lina');
  await page.getByLabel('Name').press('Tab');
  const which = page.getByLabel('Which');
  await expect(which).toBeVisible();
  await expect(which).not.toHaveAttribute('aria-invalid');
  await expect(links).toHaveCount(0);
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(which).toHaveAttribute('aria-invalid', 'true');
});

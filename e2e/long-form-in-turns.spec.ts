import { expect, test } from './fixtures.ts';
import { waitForHydration } from './hydration.ts';

const names = Array.from({ length: 80 }, (_, index) => `field${index}`);
const text = { type: 'string' };

test.use({
  profileForm: {
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, text])),
      if: { properties: { field0: { const: 'more' } }, required: ['field0'] },
      // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
      then: { properties: { extra: text, another: text } },
    },
    ui_schema: { 'ui:order': ['field0', 'extra', ...names.slice(1, 60), 'another', '*'] },
  },
});

test('a long form that the browser renders itself keeps its order and its fields when more appear', async ({
  page,
  signIn,
}) => {
  await signIn(page);
  await page.goto('/');
  await waitForHydration(page);
  await page.getByRole('link', { name: 'Edit profile' }).click();
  const inputs = page.locator('input[name^="root["]');
  const getNames = () =>
    inputs.evaluateAll((all) => all.map((input) => /\[(.*)\]/.exec(input.getAttribute('name') ?? '')?.[1]));
  await expect.poll(getNames).toEqual(names);
  await inputs.evaluateAll((all) => {
    for (const input of all) input.classList.add('before');
  });
  await page.locator('#root_field0').fill('more');
  await page.locator('#root_field79').fill('typed');
  const order = ['field0', 'extra', ...names.slice(1, 60), 'another', ...names.slice(60)];
  await expect.poll(getNames).toEqual(order);
  await expect(page.locator('input.before')).toHaveCount(names.length);
  await expect(page.locator('#root_field79')).toHaveValue('typed');
});

import { openEdit } from './edit-page.ts';
import { expect, test } from './fixtures.ts';

test.use({
  profileForm: {
    schema: {
      type: 'object',
      properties: { children: { type: 'integer', title: 'Children' } },
      if: { properties: { children: { minimum: 1 } }, required: ['children'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { properties: { names: { type: 'string', title: 'Their names' } } },
    },
  },
});

test('a pause commits the pending input, and typing goes on', async ({ page, signIn }) => {
  await signIn(page);
  await openEdit(page);
  const field = page.getByLabel('Children');
  await field.pressSequentially('-');
  // The text is not a number yet, so there is no error and no condition depends on it.
  await expect(page.getByLabel('Their names')).toHaveCount(0);
  await field.fill('1');
  await expect(page.getByLabel('Their names')).toBeVisible();
  await expect(field).toBeFocused();
  await field.pressSequentially('2');
  await expect(field).toHaveValue('12');
});

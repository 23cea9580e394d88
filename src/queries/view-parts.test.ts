import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { needsComplexView } from './view-parts.ts';

test('the built-in form is read without what is loaded later', () => {
  const file = new URL('../../server/profile-form.json', import.meta.url);
  const { schema, ui_schema: uiSchema } = JSON.parse(readFileSync(file, 'utf8'));
  expect(needsComplexView({ schema, uiSchema, data: { dob: '1990-03-15', gender: null } })).toBe(false);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject, JsonSchema } from '../model/json-schema.ts';
import { FormStore } from '../store/form-store.ts';
import { anyData, anySchema, anyUiSchema } from './arbitrary-schema.ts';

const anyRoot = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anySchema).map(
  (properties): JsonSchema => ({
    type: 'object',
    properties,
  }),
);
const anyValues = fc.dictionary(fc.constantFrom('a', 'b', 'c'), anyData) as fc.Arbitrary<JsonObject>;

/** Returns the values that a form never completes with defaults. */
function getScalars(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => typeof value !== 'object'));
}

test('a form gets any other schema, and its values stay', () => {
  const forms = fc.record({ schema: anyRoot, uiSchema: anyUiSchema });
  fc.assert(
    fc.property(forms, forms, anyValues, anyValues, (first, second, data, others) => {
      const options = { chosen: {}, serverErrors: {}, validate: () => ({}), navigation: null };
      const store = new FormStore({ ...first, ...options, data });
      const before = getScalars(store.getData());
      store.setForm(second.schema, second.uiSchema);
      expect(store.getData()).toMatchObject(before);
      store.restore(others);
      store.setForm(first.schema, first.uiSchema);
      expect(store.getData()).toMatchObject(getScalars(others));
      expect(store.submit().kind).toBe('valid');
    }),
    { numRuns: 100 },
  );
});

import { expect, test } from 'vitest';
import type { JsonObject, JsonSchema } from '../model/json-schema.ts';
import { findNode, type ObjectNode } from '../model/nodes.ts';
import { createFormStore } from '../testing/render-fields.tsx';

const text: JsonSchema = { type: 'string' };
const schema: JsonSchema = { type: 'object', properties: { name: text, city: text, pet: text, rest: text } };
const uiSchema = {
  'ui:options': {
    steps: true,
    sections: [
      { id: 'you', title: 'You', fields: ['name'] },
      { title: 'Home', fields: ['city'] },
      { id: 'you', title: 'Pets', fields: ['pet'] },
    ],
  },
};
const validate = (data: JsonObject) => (data.pet ? {} : { pet: { __errors: ['Enter the pet'] } });

test('sections have unique ids, from the uiSchema or from their position', () => {
  const { sections } = createFormStore(schema, { uiSchema }).getNode() as ObjectNode;
  expect(sections.map(({ id }) => id)).toEqual(['you', '2', 'you-1', '4']);
});

test('a form starts at the step that the option names', () => {
  expect(createFormStore(schema, { uiSchema, step: '2' }).getStepId()).toBe('2');
  expect(createFormStore(schema, { uiSchema, step: 'elsewhere' }).getStepId()).toBe('you');
});

test('showStep goes to a step, and null goes to the first step', () => {
  const store = createFormStore(schema, { uiSchema });
  store.showStep('you-1');
  expect([store.getStepId(), store.getNavigationCount()]).toEqual(['you-1', 1]);
  store.showStep('elsewhere');
  expect(store.getStepId()).toBe('you-1');
  store.showStep(null);
  expect(store.getStepId()).toBe('you');
});

test('a valid form can be submitted from any step', () => {
  const store = createFormStore(schema, { uiSchema, validate });
  expect(store.getIsComplete()).toBe(false);
  const pet = findNode(store.getNode(), ['pet']);
  if (pet) store.setValue(pet, 'Cat');
  store.leave();
  expect(store.getIsComplete()).toBe(true);
  expect(store.submit(true)).toEqual({ kind: 'valid', data: { pet: 'Cat' } });
});

test('a submit attempt goes to a later step that has an error', () => {
  const store = createFormStore(schema, { uiSchema, validate });
  expect(store.submit(true)).toEqual({ kind: 'invalid' });
  expect(store.getStepId()).toBe('you-1');
});

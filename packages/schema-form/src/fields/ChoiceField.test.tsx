import { expect, test } from 'vitest';
import type { JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import { getChildren } from '../model/nodes.ts';
import { createFormStore, getVisibleText, renderFields } from '../testing/render-fields.tsx';

const text: JsonSchema = { type: 'string' };
const limit: JsonSchema = {
  title: 'Limit',
  oneOf: [
    { type: 'integer', title: 'A number' },
    { type: 'string', title: 'A word' },
  ],
};

/** Returns the names of a choice's branches as the page shows them. */
function readBranches(schema: JsonSchema, uiSchema: UiSchema = {}): string[] {
  const html = renderFields({ type: 'object', required: ['it'], properties: { it: schema } }, { uiSchema });
  const labels = [...html.matchAll(/<input type="radio"[^>]*_select[^>]*>(.*?)<\/label>/g)];
  return labels.map(([, label = '']) => getVisibleText(label));
}

test('a choice shows the name of its field once', () => {
  const html = renderFields({ type: 'object', properties: { limit } });
  expect(html).toMatch(
    /<legend class="field-label"><bdi>Limit<\/bdi><span[^>]*> \(optional\)<\/span><\/legend>/,
  );
  expect(html.match(/>Limit</g)).toHaveLength(2);
  expect(html).toContain('<label class="field-label visually-hidden" for="root_limit">');
});

test('a choice in a list has its number, and a title of the uiSchema replaces its own', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: { limit, limits: { type: 'array', items: limit } },
  };
  const uiSchema = { limit: { 'ui:title': 'Maximum' } };
  const html = renderFields(schema, { uiSchema, data: { limits: [1, 'two'] } });
  const legends = [...html.matchAll(/<legend class="field-label"><bdi>(.*?)<\/bdi>/g)].map(
    ([, label]) => label,
  );
  expect(legends).toEqual(['Maximum', 'Limit 1', 'Limit 2']);
});

test('radios have one option for no value, also if a branch is null', () => {
  const branches: JsonSchema[] = [{ type: 'boolean' }, text, { type: 'null' }];
  const optional: JsonSchema = { type: 'object', properties: { it: { anyOf: branches } } };
  expect(renderFields(optional).match(/>Not given</g)).toHaveLength(1);
  expect(readBranches({ anyOf: branches })).toEqual(['Yes or no', 'Text', 'Not given']);
});

test('up to five branches are radios, and more are a select', () => {
  const choose = (count: number): JsonSchema => ({
    oneOf: Array.from({ length: count }, (_, index) => ({ type: 'string', title: `Way ${index}` })),
  });
  expect(readBranches(choose(5))).toHaveLength(5);
  expect(readBranches(choose(6))).toEqual([]);
  expect(renderFields({ type: 'object', properties: { it: choose(6) } })).toContain(
    '<select id="root_it__oneof_select"',
  );
});

test('ui:widget selects a select or radios', () => {
  const html = renderFields(
    { type: 'object', properties: { limit } },
    { uiSchema: { limit: { 'ui:widget': 'select' } } },
  );
  expect(html).toContain('<select id="root_limit__oneof_select"');
});

test('a branch has the title of the type that it refers to, whatever it adds', () => {
  const $defs: JsonSchema['$defs'] = { cat: { title: 'Cat', properties: { name: text } } };
  const branches: JsonSchema[] = [
    { $ref: '#/properties/it/$defs/cat', required: ['name'], properties: { age: text } },
    { $ref: '#/properties/it/$defs/cat', title: 'Old cat', required: ['name'] },
  ];
  expect(readBranches({ $defs, oneOf: branches })).toEqual(['Cat', 'Old cat']);
});

test('branches without titles are named by their types', () => {
  const any: JsonSchema = {
    anyOf: [
      text,
      { type: 'integer' },
      { type: 'boolean' },
      { type: 'array', items: text },
      { type: 'object' },
    ],
  };
  expect(readBranches(any)).toEqual(['Text', 'Number', 'Yes or no', 'List', 'Group']);
});

test('branches without titles are named by their required properties', () => {
  const properties = { phone: { type: 'string', title: 'Phone' }, mail: text, name: text };
  const schema: JsonSchema = {
    type: 'object',
    properties,
    anyOf: [
      { required: ['phone', 'name'], properties: { phone: { minLength: 2 } } },
      { required: ['mail'], properties: { mail: { minLength: 2 } } },
    ],
  };
  expect(readBranches(schema, { it: { mail: { 'ui:title': 'Email' } } })).toEqual(['Phone, Name', 'Email']);
});

test('branches with the same name are numbered', () => {
  expect(readBranches({ anyOf: [{ ...text, maxLength: 2 }, text] })).toEqual(['Text 1', 'Text 2']);
});

test('an optional choice can be cleared', () => {
  const html = renderFields({ type: 'object', properties: { limit } });
  expect(html).toMatch(/name="root\[limit\]__oneof_select" value=""\/><bdi>Not given<\/bdi>/);
});

test('an optional choice starts without a branch if the first one has nothing to fill in', () => {
  const toTip = (others: JsonSchema['properties'] = {}): JsonSchema => ({
    oneOf: [
      { title: 'Cash', type: 'object', properties: { by: { const: 'cash' }, ...others } },
      { title: 'Card', type: 'object', properties: { by: { const: 'card' } } },
    ],
  });
  const read = (tip: JsonSchema, required: string[], data: JsonObject = {}) =>
    /<input[^>]*checked[^>]*><bdi>(.*?)</.exec(
      renderFields({ type: 'object', required, properties: { tip } }, { data }),
    )?.[1];
  expect(read(toTip(), [])).toBeUndefined();
  expect(read(toTip(), [], { tip: { by: 'card' } })).toBe('Card');
  expect(read(toTip(), ['tip'])).toBe('Cash');
  expect(read(toTip({ note: text }), [])).toBe('Cash');
});

test('the label of a choice is hidden below a group heading with the same text', () => {
  const pay: JsonSchema = {
    title: 'Payment',
    type: 'object',
    oneOf: [
      { title: 'Card', properties: { number: text } },
      { title: 'Bank', properties: { iban: text } },
    ],
  };
  const html = renderFields({ type: 'object', required: ['pay'], properties: { pay } });
  expect(html).toContain('<legend class="group-title"><bdi>Payment</bdi></legend>');
  expect(html).toContain('<legend class="field-label visually-hidden"><bdi>Payment</bdi></legend>');
  expect(html).not.toContain('Kind of value');
});

test('a property that a branch repeats has one field', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: { phone: { type: 'string', title: 'Phone' }, mail: { type: 'string', title: 'Mail' } },
    anyOf: [
      { properties: { phone: { minLength: 3 } }, required: ['phone'] },
      { properties: { mail: text }, required: ['mail'] },
    ],
  };
  for (const chosen of [0, 1]) {
    const store = createFormStore(schema, { chosen: { root__anyof_select: chosen } });
    expect(getChildren(store.getNode()).map(getNodeTitle)).toEqual(['Phone', 'Mail']);
  }
  const html = renderFields(schema);
  for (const name of ['root[phone]', 'root[mail]']) expect(html.split(`name="${name}"`)).toHaveLength(2);
});

test('the title of the form is not used as the label of a choice', () => {
  const schema: JsonSchema = {
    title: 'Registration',
    type: 'object',
    oneOf: [{ properties: { phone: text } }, { properties: { mail: text } }],
  };
  expect(getVisibleText(renderFields(schema))).toBe('Choose Phone Mail Show the fields Phone (optional)');
});

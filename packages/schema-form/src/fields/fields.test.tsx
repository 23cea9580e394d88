import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { findNode, getChildren, type Node } from '../model/nodes.ts';
import { createFormStore, getVisibleText, renderFields, renderStore } from '../testing/render-fields.tsx';
import { Markdown } from './Markdown.tsx';

const text: JsonSchema = { type: 'string' };
const colour: JsonSchema = { enum: ['red', 'green', 'blue'] };

function toObject(properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema {
  return { type: 'object', properties, required };
}

function getNode(store: ReturnType<typeof createFormStore>, ...path: (string | number)[]): Node {
  const node = findNode(store.getNode(), path);
  if (!node) throw new Error(`no node at ${path}`);
  return node;
}

test('a value that cannot be filled in has no label', () => {
  expect(renderFields(toObject({ nothing: { type: 'null', title: 'Nothing' } }))).toBe('');
});

describe('unevaluatedProperties', () => {
  const $defs: JsonSchema['$defs'] = { part: { properties: { a: text } } };

  test('that is false closes no field of a referenced schema', () => {
    const closed: JsonSchema = { type: 'object', $defs, $ref: '#/$defs/part', unevaluatedProperties: false };
    expect(renderFields(closed)).toContain('name="root[a]"');
  });

  test('is not the schema of a property that another schema names', () => {
    const open: JsonSchema = { type: 'object', $defs, allOf: [{ $ref: '#/$defs/part' }] };
    const schema: JsonSchema = { ...open, unevaluatedProperties: { type: 'boolean' } };
    const html = renderFields(schema, { data: { a: 'x', b: true } });
    expect(html).toMatch(/<input[^>]* type="text"[^>]* name="root\[a\]"/);
    expect(html).toMatch(/<input[^>]* type="checkbox"[^>]* name="root\[b\]"/);
  });
});

test('unevaluatedItems applies to the items after those of a referenced tuple', () => {
  const $defs: JsonSchema['$defs'] = { pair: { type: 'array', prefixItems: [text, { type: 'integer' }] } };
  const toList = (unevaluatedItems: JsonSchema | false) =>
    renderFields(
      {
        $defs,
        type: 'object',
        properties: { pair: { $ref: '#/$defs/pair', unevaluatedItems } },
      } as JsonSchema,
      { data: { pair: ['x', 1, true] } },
    );
  const open = toList({ type: 'boolean' });
  expect(open).toMatch(/<input[^>]* type="text"[^>]* name="root\[pair\]\[0\]"/);
  expect(open).toMatch(/<input[^>]* type="checkbox"[^>]* name="root\[pair\]\[2\]"/);
  expect(open).toContain('value="add root[pair]"');
  const closed = toList(false);
  expect(closed).toMatch(/<input[^>]* type="text"[^>]* name="root\[pair\]\[0\]"/);
  expect(closed).not.toContain('value="add root[pair]"');
});

test('a value of any type is submitted with its type', () => {
  const schema = toObject({ any: { title: 'Any' }, fixed: { title: 'Fixed', readOnly: true }, list: {} });
  const html = renderFields(schema, { data: { any: 5, fixed: true, list: [1, { a: null }] } });
  expect(html).toMatch(/<select name="root\[any\]__type".*<option value="number" selected="">/);
  expect(html).toContain('<input type="hidden" name="root[fixed]__type" value="boolean"/>');
  expect(html).toContain('name="root[list]" value="[1,{&quot;a&quot;:null}]"/>');
  expect(html).toContain('<input type="hidden" name="root[list]__type" value="json"/>');
});

test('a hidden value is submitted with its type', () => {
  const html = renderFields(toObject({ any: {} }), {
    uiSchema: { any: { 'ui:widget': 'hidden' } },
    data: { any: 8 },
  });
  expect(html).toContain(
    '<input type="hidden" name="root[any]" value="8"/><input type="hidden" name="root[any]__type" value="number"/>',
  );
});

describe('in a form of more than 60 fields', () => {
  const many = Object.fromEntries(Array.from({ length: 61 }, (_, index) => [`field${index}`, text]));
  const schema = toObject(
    {
      ...many,
      home: toObject({ city: text }, []),
      work: toObject({ city: text }, []),
      pets: { type: 'array', items: text },
      needed: toObject({ city: text }, []),
    },
    ['needed'],
  );
  const read = (html: string) =>
    [...html.matchAll(/<details[^>]*?( open="")?><summary[^>]*><bdi>(\w+)/g)].map(([, open, name]) => [
      name,
      open !== undefined,
    ]);

  test('optional groups and lists start closed if they are empty', () => {
    expect(read(renderFields(schema, { data: { work: { city: 'Amman' } } }))).toEqual([
      ['Home', false],
      ['Work', true],
      ['Pets', false],
    ]);
  });

  test('groups with an error start open', () => {
    const errors = { home: { city: { __errors: ['Enter the city'] } } };
    expect(read(renderFields(schema, { errors }))).toContainEqual(['Home', true]);
  });

  test('ui:options.collapsible takes precedence', () => {
    const html = renderFields(schema, { uiSchema: { home: { 'ui:options': { collapsible: false } } } });
    expect(read(html).map(([name]) => name)).toEqual(['Work', 'Pets']);
  });
});

test('groups and lists of a short form are open', () => {
  expect(renderFields(toObject({ home: toObject({ city: text }) }, []))).not.toContain('<details');
});

describe('a map whose names are an enum', () => {
  const names = { enum: ['home', 'work', 'mobile'] };
  const schema = toObject({ phones: { type: 'object', propertyNames: names, additionalProperties: text } });

  test('offers the names that are free and adds an entry with one of them', () => {
    const html = renderFields(schema, { data: { phones: { home: '1' } } });
    expect(html).toContain(
      '<option selected="">home</option><option>work</option><option>mobile</option></select>',
    );
    expect(html).toContain('value="addKey root[phones][work]"');
  });

  test('accepts no further entry when all names are taken', () => {
    const html = renderFields(schema, { data: { phones: { home: '1', work: '2', mobile: '3' } } });
    expect(html).not.toContain('addKey');
  });
});

test('a map with ui:options.expandable false accepts no further entry', () => {
  const schema = toObject({ map: { type: 'object', additionalProperties: text } });
  const render = (expandable: boolean) =>
    renderFields(schema, { data: { map: { a: 'x' } }, uiSchema: { map: { 'ui:options': { expandable } } } });
  expect(render(true)).toContain('addKey');
  expect(render(false)).not.toContain('addKey');
});

test('an entry whose name matches no pattern is shown and can be renamed', () => {
  const map: JsonSchema = { type: 'object', patternProperties: { '^x-': text }, additionalProperties: false };
  const html = renderFields(toObject({ map }), { data: { map: { 'New name': null } } });
  expect(html).toContain('name="root[map][New name]__key" value="New name"');
});

describe('the uiSchema', () => {
  const render = (schema: JsonSchema, own: UiSchema, more: UiSchema = {}, errors = {}) =>
    renderFields(toObject({ it: schema }), { uiSchema: { it: own, ...more }, errors });

  test('ui:enumOrder orders options', () => {
    const html = render(colour, { 'ui:widget': 'radio', 'ui:enumOrder': ['blue', '*'] });
    expect(getVisibleText(html)).toBe('It blue red green');
    expect(getVisibleText(render(colour, { 'ui:widget': 'radio', 'ui:enumOrder': ['blue', 'red'] }))).toBe(
      'It blue red',
    );
  });

  test('ui:classNames applies to the frame, and ui:style is not in the HTML', () => {
    const options = { 'ui:classNames': 'wide', 'ui:style': { color: 'red' } };
    for (const schema of [text, toObject({ a: text }), { type: 'array', items: text }]) {
      const html = render(schema, options);
      expect(html).toMatch(/class="(field|group) wide"/);
      expect(html).not.toContain('style=');
    }
  });

  test('ui:hideError hides the errors of a field and of the fields in a group', () => {
    const errors = { it: { a: { __errors: ['Wrong'] } } };
    expect(render(toObject({ a: text }), {}, {}, errors)).toContain('Wrong');
    const html = render(toObject({ a: text }), { 'ui:hideError': true }, {}, errors);
    expect(html).not.toContain('Wrong');
    expect(html).toContain('aria-invalid="true"');
    expect(html).not.toContain('aria-describedby');
    expect(
      render(toObject({ a: text }), { 'ui:hideError': true, a: { 'ui:hideError': false } }, {}, errors),
    ).toContain('Wrong');
  });

  test('ui:label false hides the title of groups and lists visually', () => {
    for (const schema of [toObject({ a: text }), { type: 'array', items: text }]) {
      expect(render(schema, { 'ui:label': false })).toContain('<legend class="visually-hidden"><bdi>It');
    }
  });

  test('ui:globalOptions apply to every value that does not override them', () => {
    const html = renderFields(toObject({ one: text, two: text }), {
      uiSchema: { 'ui:globalOptions': { label: false }, two: { 'ui:label': true } },
    });
    expect(html).toContain('<label class="field-label visually-hidden" for="root_one">');
    expect(html).toContain('<label class="field-label" for="root_two">');
  });

  test('ui:definitions apply to every value of a definition, and the uiSchema of a value overrides them', () => {
    const schema: JsonSchema = {
      ...toObject({ home: { $ref: '#/$defs/place' }, work: { $ref: '#/$defs/place' } }),
      $defs: { place: toObject({ city: text, next: { $ref: '#/$defs/place' } }, []) },
    };
    const uiSchema = {
      'ui:definitions': { '#/$defs/place': { city: { 'ui:title': 'Town', 'ui:help': 'Where' } } },
      work: { city: { 'ui:title': 'City' } },
    };
    const html = renderFields(schema, { uiSchema, data: { home: { next: { city: 'x' } } } });
    expect(html.match(/>Town</g)).toHaveLength(2);
    expect(html.match(/>City</g)).toHaveLength(1);
    expect(html.match(/>Where</g)).toHaveLength(3);
  });

  test('ui:definitions can set the names of branches', () => {
    const schema: JsonSchema = {
      ...toObject({ pay: { oneOf: [{ $ref: '#/$defs/card' }, { $ref: '#/$defs/bank' }] } }),
      $defs: { card: toObject({ number: text }), bank: toObject({ iban: text }) },
    };
    const uiSchema = { 'ui:definitions': { '#/$defs/bank': { 'ui:title': 'By bank' } } };
    expect(getVisibleText(renderFields(schema, { uiSchema }))).toMatch(/Number By bank/);
  });
});

describe('Markdown in a help text', () => {
  const render = (source: string) => renderToStaticMarkup(<Markdown>{source}</Markdown>);

  test('renders paragraphs, lists, emphasis, code and links', () => {
    expect(render('See **this** or `that`.')).toBe('<p>See <strong>this</strong> or <code>that</code>.</p>');
    expect(render('- one\n- two')).toBe('<ul><li>one</li><li>two</li></ul>');
    expect(render('[Help](https://example.com) [mail](mailto:a@example.com)')).toBe(
      '<p><a href="https://example.com">Help</a> <a href="mailto:a@example.com">mail</a></p>',
    );
  });

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![x](https://example.com/x.png)',
    '[x](javascript:alert(1))',
    '[x](data:text/html,x)',
    '[x](JaVaScRiPt&colon;alert(1))',
    '[x](//example.com)',
    '<iframe src="https://example.com"></iframe>',
    '<svg onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '# Heading\n\n| a |\n|---|\n| b |\n\n[^1]: note',
  ])('renders no other element for %s', (source) => {
    const tags = [...render(source).matchAll(/<([a-z]+)([^>]*)>/g)].map(([, name, rest]) => `${name}${rest}`);
    expect(tags.filter((tag) => !/^(p|a|li|ul|code)$/.test(tag))).toEqual([]);
  });

  test('is rendered in linear time', () => {
    const start = process.cpuUsage();
    for (const piece of ['[', '*', '`', '<a ', '- ', '![', '_a', '>'])
      render(piece.repeat(10_000 / piece.length));
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(4000);
  });
});

describe('a field that appears by a condition', () => {
  const schema: JsonSchema = {
    ...toObject({ kind: text }, ['kind']),
    if: { properties: { kind: { const: 'other' } }, required: ['kind'] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: toObject({ which: text }),
  };
  const validate = ({ kind, which }: Record<string, unknown>) =>
    kind === 'other' && !which ? { which: { __errors: ['Say which'] } } : {};

  test('reports no errors until it is visited', () => {
    const serverErrors = {};
    const store = createFormStore(schema, {
      serverErrors,
      validate: (data) => ({ ...validate(data), ...(data.kind ? {} : { kind: { __errors: ['Say'] } }) }),
    });
    expect(store.submit().kind).toBe('invalid');
    store.setValue(getNode(store, 'kind'), 'other');
    store.leave();
    expect(renderStore(store)).not.toContain('Say which');
    store.setValue(getNode(store, 'which'), undefined);
    store.leave();
    expect(renderStore(store)).toContain('Say which');
  });

  test('reports its errors after a submit attempt', () => {
    const store = createFormStore(schema, { validate });
    store.setValue(getNode(store, 'kind'), 'other');
    store.leave();
    expect(renderStore(store)).not.toContain('Say which');
    store.submit();
    expect(renderStore(store)).toContain('Say which');
  });
});

test('a field that a typed value brings in appears only when the pointer is released', () => {
  const store = createFormStore({
    type: 'object',
    properties: { car: text },
    dependentSchemas: { car: { properties: { plate: text } } },
  });
  const read = () => getChildren(store.getNode()).map(({ name }) => name);
  store.hold(true);
  store.setValue(getNode(store, 'car'), 'Kia');
  expect(read()).toEqual(['root[car]']);
  store.hold(false);
  expect(read()).toEqual(['root[car]', 'root[plate]']);
});

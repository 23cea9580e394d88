import { describe, expect, test } from 'vitest';
import type { JsonSchema, JsonValue } from '../model/json-schema.ts';
import { person, readValue, readView, renderView, text } from '../testing/render-view.tsx';

describe('a form of texts', () => {
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', title: 'Name' },
      dob: { type: 'string', title: 'Born', format: 'date' },
      gender: { type: ['string', 'null'], title: 'Gender', enum: ['f', 'm', null] },
      constructor: { type: 'string', title: 'Builder' },
    },
  };
  const uiSchema = { gender: { 'ui:enumNames': ['Female', 'Male', 'Not stated'] } };

  test('is shown as one row for each value', () => {
    const data = { name: 'Lina', dob: '1990-03-15', gender: null };
    expect(readView(schema, data, uiSchema)).toEqual([
      'Name: Lina',
      'Born: 15 March 1990',
      'Gender: Not stated',
      'Builder: Not given',
    ]);
  });
});

describe('groups', () => {
  test('have a heading below the heading of their section', () => {
    const schema = {
      type: 'object',
      properties: {
        id: text,
        owner: { ...person, properties: { ...person.properties, home: { ...person, title: 'Home' } } },
      },
    };
    const uiSchema = { 'ui:options': { sections: [{ title: 'All', fields: ['id', 'owner'] }] } };
    const data = { id: '1', owner: { name: 'Omar', home: { name: 'Villa' } } };
    expect(readView(schema, data, uiSchema)).toEqual([
      'h2 All',
      'Id: 1',
      'h3 Person',
      'Name: Omar',
      'Born: Not given',
      'h4 Home',
      'Name: Villa',
      'Born: Not given',
    ]);
    expect(readView(schema, data).filter((line) => /^h\d/.test(line))).toEqual(['h2 Person', 'h3 Home']);
  });

  test.each([undefined, null, {}, { name: '' }, { name: null, born: '' }])(
    'show once that they are empty: %j',
    (value) => {
      expect(readValue(person, value)).toEqual(['Person: Not given']);
    },
  );

  test('are named for screen readers', () => {
    const markup = renderView({ type: 'object', properties: { who: person } }, { who: { name: 'Omar' } });
    const [, id] = /role="group" aria-labelledby="([^"]+)"/.exec(markup) ?? [];
    expect(markup).toContain(`<h2 class="view-title" id="${id}"><bdi>Person</bdi></h2>`);
  });

  test('have the order of their sections, and other members come last', () => {
    const schema = { type: 'object', properties: { a: text, b: text, c: { type: 'integer' }, d: text } };
    expect(readView(schema, {}, { 'ui:order': ['c', '*', 'a'] }).join()).toMatch(/^C.*,B.*,D.*,A/);
    const sections = [
      { title: 'First', fields: ['d', 'nothing'] },
      { title: 'None', fields: ['b'] },
    ];
    const uiSchema = { 'ui:options': { sections }, b: { 'ui:widget': 'hidden' } };
    expect(readView(schema, { a: '1' }, uiSchema)).toEqual([
      'h2 First',
      'D: Not given',
      'A: 1',
      'C: Not given',
    ]);
    expect(
      readView(
        { type: 'object', properties: { group: { ...schema, title: 'Group' } } },
        { group: { a: '1' } },
        { group: uiSchema },
      ),
    ).toEqual(['h2 Group', 'h3 First', 'D: Not given', 'A: 1', 'C: Not given']);
  });

  test('show no heading for a section without a title', () => {
    const schema = {
      type: 'object',
      properties: { a: text, b: { type: 'object', properties: { c: text } } },
    };
    const sections = { 'ui:options': { sections: [{ title: ' ', fields: ['a', 'b', 'c'] }] } };
    expect(readView(schema, { b: { c: '1' } }, { ...sections, b: sections })).toEqual([
      'A: Not given',
      'h2 B',
      'C: 1',
    ]);
    expect(readView({ type: 'object', properties: { a: text } }, { a: '1' }, sections)).toEqual(['A: 1']);
  });

  test('prefer the titles of the uiSchema', () => {
    const schema = { type: 'object', properties: { who: person } };
    const uiSchema = { who: { 'ui:title': 'Owner', name: { 'ui:options': { title: 'Called' } } } };
    expect(readView(schema, { who: { name: 'Omar' } }, uiSchema)).toEqual([
      'h2 Owner',
      'Called: Omar',
      'Born: Not given',
    ]);
  });

  test('may have a name that only screen readers announce', () => {
    const hidden = { 'ui:options': { label: false } };
    const markup = renderView(
      { type: 'object', properties: { who: person, id: text } },
      { who: { name: 'Omar' }, id: '1' },
      { who: hidden, id: hidden },
    );
    expect(markup).toContain('role="group" aria-label="Person"');
    expect(markup).not.toMatch(/<h2/);
    expect(markup).toContain(
      '<div class="view-row view-row-unlabelled"><dt class="visually-hidden"><bdi>Id</bdi></dt>',
    );
  });

  test('with keys that customers choose show these keys', () => {
    const schema = {
      type: 'object',
      title: 'Phones',
      additionalProperties: { ...text, title: 'Phone', format: 'tel' },
    };
    expect(readValue({ ...schema, title: 'Phones' }, { home: '+1 2', العمل: '+3 4' })).toEqual([
      'h2 Phones',
      'home: +1 2',
      'العمل: +3 4',
    ]);
    const patterns = {
      type: 'object',
      title: 'Days',
      patternProperties: { '^d_': { ...text, format: 'date' }, '[': text },
      additionalProperties: false,
    };
    expect(readValue(patterns, { d_1: '2024-01-02', other: 'x' })).toEqual([
      'h2 Days',
      'd_1: 2 January 2024',
    ]);
    expect(readValue(patterns, { d_1: '2024-01-02' }, { d_1: { 'ui:title': 'First' } })).toEqual([
      'h2 Days',
      'First: 2 January 2024',
    ]);
  });

  test('do not show members that their schema does not describe', () => {
    expect(readView({ type: 'object', properties: { a: text } }, { a: '1', b: '2' })).toEqual(['A: 1']);
    expect(readView({ type: 'object' }, { a: '1', b: { c: 2 } })).toEqual(['a: 1', 'h2 b', 'c: 2']);
  });
});

describe('lists', () => {
  test('of values are shown beside their name', () => {
    expect(readValue({ type: 'array', items: text }, ['one', 'two'])).toEqual(['', '- one', '- two']);
    expect(readValue({ type: 'array', items: text }, [])).toEqual(['Not given']);
    expect(
      readValue({ type: 'array', items: { type: 'array', items: { type: 'number' } } }, [[1, 2], [3]]),
    ).toEqual(['h2 It', 'h3 It 1', '- 1', '- 2', 'h3 It 2', '- 3']);
  });

  test('of objects have a heading for each', () => {
    const value = [{ name: 'Omar' }, { name: 'Lina', born: '2001-02-03' }];
    expect(readValue({ type: 'array', title: 'People', items: person }, value)).toEqual([
      'h2 People',
      'h3 Person 1: Omar',
      'Name: Omar',
      'Born: Not given',
      'h3 Person 2: Lina',
      'Name: Lina',
      'Born: 3 February 2001',
    ]);
    const { title: _, ...unnamed } = person;
    expect(readValue({ type: 'array', title: 'People', items: unnamed }, value)).toContain(
      'h3 People 2: Lina',
    );
    expect(
      readValue({ type: 'array', title: 'People', items: person }, value, { items: { 'ui:title': 'Human' } }),
    ).toContain('h3 Human 1: Omar');
  });

  test.each([
    [
      'items',
      {
        items: [
          { type: 'number', title: 'Latitude' },
          { type: 'number', title: 'Longitude' },
        ],
        additionalItems: text,
      },
    ],
    [
      'prefixItems',
      {
        prefixItems: [
          { type: 'number', title: 'Latitude' },
          { type: 'number', title: 'Longitude' },
        ],
        items: text,
      },
    ],
  ])('of fixed items (%s) show the title of each', (_, schema) => {
    expect(readValue({ type: 'array', title: 'Position', ...schema }, [1.5, 2.5, 'exact'])).toEqual([
      'h2 Position',
      'Latitude: 1.5',
      'Longitude: 2.5',
      '3: exact',
    ]);
    expect(readValue({ type: 'array', title: 'Position', ...schema }, [1.5])).toContain(
      'Longitude: Not given',
    );
  });

  test('of fixed items without titles are simple lists', () => {
    const schema = { type: 'array', prefixItems: [{ type: 'number' }, { type: 'boolean' }] };
    expect(readValue(schema, [1, true])).toEqual(['', '- 1', '- Yes']);
  });

  test('use the uiSchema of each fixed item', () => {
    const schema = { type: 'array', items: [text, text] };
    const uiSchema = { items: [{ 'ui:title': 'From' }, { 'ui:widget': 'hidden' }] };
    expect(readValue({ ...schema, title: 'Way' }, ['a', 'b'], uiSchema)).toEqual(['h2 Way', 'From: a']);
  });
});

describe('schemas with references and conditions', () => {
  test('are resolved for every kind of reference', () => {
    const schema = {
      $id: 'https://example.com/root.json',
      type: 'object',
      properties: {
        a: { $ref: '#/$defs/name' },
        b: { $ref: '#named' },
        c: { $ref: 'other.json', title: 'Mine' },
        d: { $ref: '#/$defs/nowhere' },
      },
      $defs: {
        name: { $ref: '#/$defs/real' },
        real: { ...text, title: 'Real' },
        anchored: { ...text, $anchor: 'named', title: 'Anchored' },
        other: { $id: 'other.json', ...text, title: 'Other', format: 'date' },
      },
    };
    expect(readView(schema, { a: '1', b: '2', c: '2024-01-01', d: '4' })).toEqual([
      'Real: 1',
      'Anchored: 2',
      'Mine: 1 January 2024',
      'D: 4',
    ]);
  });

  test('that are recursive end where the data ends', () => {
    const schema = {
      type: 'object',
      title: 'Person',
      properties: { name: text, children: { type: 'array', title: 'Children', items: { $ref: '#' } } },
      allOf: [{ $ref: '#' }],
    };
    expect(readView(schema, { name: 'A', children: [{ name: 'B', children: [{ name: 'C' }] }] })).toEqual([
      'Name: A',
      'h2 Children',
      'h3 Person 1: B',
      'Name: B',
      'h4 Children',
      'h5 Person 1: C',
      'Name: C',
      'Children: Not given',
    ]);
  });

  test.each([
    [{ $ref: '#' }],
    [{ allOf: [{ $ref: '#' }] }],
    [{ anyOf: [{ $ref: '#' }, {}] }],
    [{ oneOf: [{ $ref: '#' }, { type: 'string' }], not: { $ref: '#' }, if: { $ref: '#' } }],
    [{ properties: { a: { $ref: '#/properties/a' } } }],
    [{ allOf: [{ properties: { a: {} } }, { additionalProperties: { $ref: '#' } }] }],
  ])('that refer directly to themselves describe nothing: %j', (schema) => {
    expect(readView(schema, { a: 'x' }).join().toLowerCase()).toBe('a: x');
  });

  test('are merged if they are in allOf', () => {
    const schema = {
      allOf: [
        { type: 'object', properties: { a: { title: 'A' } } },
        { properties: { a: { type: 'string', format: 'date' }, b: { type: 'boolean', title: 'B' } } },
      ],
    };
    expect(readView(schema, { a: '2024-01-02', b: true })).toEqual(['A: 2 January 2024', 'B: Yes']);
  });

  test.each([
    [
      'if',
      {
        if: { properties: { a: { const: 'x' } }, required: ['a'] },
        // biome-ignore lint/suspicious/noThenProperty: a keyword
        then: { properties: { b: { title: 'Then' } } },
        else: { properties: { b: { title: 'Else' } } },
      },
    ],
    ['dependentSchemas', { dependentSchemas: { a: { properties: { b: { title: 'Then' } } } } }],
    ['dependencies', { dependencies: { a: { properties: { b: { title: 'Then' } } } } }],
  ])('apply according to the data (%s)', (keyword, condition) => {
    const schema = { type: 'object', properties: { a: text }, ...condition };
    expect(readView(schema, { a: 'x', b: '1' })).toEqual(['A: x', 'Then: 1']);
    expect(readView(schema, { b: '1' })).toEqual(['A: Not given', ...(keyword === 'if' ? ['Else: 1'] : [])]);
  });

  test('do not apply because of a hidden value', () => {
    const brings = (key: string, value: string, brought: string) => ({
      if: { properties: { [key]: { const: value } }, required: [key] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword
      then: { properties: { [brought]: text } },
    });
    const schema = {
      type: 'object',
      properties: { a: text },
      allOf: [brings('a', '1', 'b'), brings('b', '2', 'c')],
    };
    expect(readView(schema, { a: '1', b: '2', c: '3' })).toEqual(['A: 1', 'B: 2', 'C: 3']);
    expect(readView(schema, { a: '0', b: '2', c: '3' })).toEqual(['A: 0']);
  });

  test('may be booleans', () => {
    const schema = { type: 'object', properties: { a: true, b: false } };
    expect(readView(schema, { a: 'x' })).toEqual(['A: x']);
  });
});

describe('data of another type than its schema', () => {
  test.each<[JsonSchema, JsonValue, string]>([
    [person, 'Omar', 'Person: Omar'],
    [person, ['Omar', 'Lina'], 'Person: Omar, Lina'],
    [{ type: 'array', items: text }, 'one', 'one'],
    [{ type: 'array', items: text }, { a: 1, b: [true] }, 'a: 1, b: Yes'],
    [text, { street: 'Main', deep: { no: 5, none: null } }, 'street: Main, deep: no: 5'],
    [text, 5, '5'],
    [{ type: 'number' }, 'five', 'five'],
    [{ type: 'boolean' }, 'maybe', 'maybe'],
    [{ ...text, format: 'date' }, false, 'No'],
    [{ type: 'integer', enum: [1] }, [2], '2'],
  ])('is shown as text: %j, %j', (schema, value, expected) => {
    expect(readValue(schema, value)).toEqual([expected]);
  });

  test.each<JsonValue | undefined>([undefined, null, 'x', 5, ['a'], true])(
    'is also shown at the root: %j',
    (data) => {
      const schema = { type: 'object', properties: { a: text, b: person } };
      const isGiven = data !== undefined && data !== null;
      expect(readView(schema, data).join()).toMatch(
        isGiven ? /^(x|5|a|Yes)$/ : /^A: Not given,Person: Not given$/,
      );
    },
  );

  test.each(['a', 'ab', 'ba'])('may be nested very deep: %j', (way) => {
    let data: JsonValue = 'end';
    for (let depth = 0; depth < 20_000; depth += 1)
      data = way.at(depth % way.length) === 'b' ? [data] : { a: data };
    expect(renderView({}, data)).toContain('…');
    expect(renderView({ properties: { a: { $ref: '#' } } }, data)).toContain('…');
  });
});

import { describe, expect, test } from 'vitest';
import { readValue, readView, text } from '../testing/render-view.tsx';

describe('choices', () => {
  test.each(['oneOf', 'anyOf'])('between constants (%s) are shown by their titles', (keyword) => {
    const schema = {
      [keyword]: [
        { const: 'b', title: 'Blue' },
        { const: 7, title: 'Seven' },
        { enum: [true], title: 'Indeed' },
      ],
    };
    expect(readValue(schema, 'b')).toEqual(['Blue']);
    expect(readValue(schema, 7)).toEqual(['Seven']);
    expect(readValue(schema, true)).toEqual(['Indeed']);
    expect(readValue(schema, 'other')).toEqual(['other']);
  });

  test('may assign titles by value', () => {
    expect(
      readValue({ ...text, enum: ['s', 'l'] }, 'l', { 'ui:enumNames': { s: 'Small', l: 'Large' } }),
    ).toEqual(['Large']);
  });

  test('between objects and lists are shown by their titles', () => {
    const schema = { enum: [{ size: 1, unit: 'm' }, [1, 2]] };
    const uiSchema = { 'ui:enumNames': ['One metre', 'One and two'] };
    expect(readValue(schema, { unit: 'm', size: 1 }, uiSchema)).toEqual(['One metre']);
    expect(readValue(schema, [1, 2], uiSchema)).toEqual(['One and two']);
  });

  test('of several values are shown as lists of titles', () => {
    const items = { ...text, enum: ['a', 'b', 'c'] };
    const uiSchema = { 'ui:enumNames': ['Alpha', 'Beta', 'Gamma'] };
    expect(readValue({ type: 'array', items }, ['c', 'a'], uiSchema)).toEqual(['', '- Gamma', '- Alpha']);
    expect(readValue({ type: 'array', items }, ['b'], { items: uiSchema })).toEqual(['', '- Beta']);
    const titled = { oneOf: [{ const: 1, title: 'One' }] };
    expect(readValue({ type: 'array', items: titled }, [1])).toEqual(['', '- One']);
  });

  test.each([
    [{ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] }, '2024-02-29', '29 February 2024'],
    [{ oneOf: [{ type: 'null' }, { type: 'integer', enum: [1], 'x-titles': ['One'] }] }, 1, 'One'],
    [{ type: ['boolean', 'null'] }, true, 'Yes'],
    [{ anyOf: [{ const: 'x', title: 'Ex' }, { type: 'null' }] }, 'x', 'Ex'],
    [{ anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] }, null, 'Not given'],
  ])('%j with null is one value: %j', (schema, value, expected) => {
    expect(readValue(schema, value)).toEqual([expected]);
  });

  test('that is the only value is not shown as missing', () => {
    const properties = { nothing: { type: 'null' }, it: { ...text, title: 'It' } };
    expect(readView({ type: 'object', properties }, { nothing: null, it: 'x' })).toEqual(['It: x']);
  });
});

describe('variants', () => {
  const card = {
    type: 'object',
    title: 'Card',
    properties: { kind: { const: 'card' }, number: { ...text, title: 'Number' } },
    required: ['kind', 'number'],
  };
  const bank = {
    type: 'object',
    title: 'Bank',
    properties: {
      kind: { const: 'bank' },
      iban: { ...text, title: 'IBAN' },
      number: { ...text, title: 'Branch' },
    },
    required: ['kind', 'iban'],
  };

  test.each(['oneOf', 'anyOf'])('(%s) show the branch that a constant selects', (keyword) => {
    const schema = { title: 'Payment', [keyword]: [card, bank] };
    expect(readValue(schema, { kind: 'card', number: '42' })).toEqual(['h2 Payment', 'Card', 'Number: 42']);
    // The constant counts more than all other mismatches.
    expect(readValue(schema, { kind: 'bank', number: '42' })).toEqual([
      'h2 Payment',
      'Bank',
      'IBAN: Not given',
      'Branch: 42',
    ]);
    expect(readValue(schema, undefined)).toEqual(['Payment: Not given']);
  });

  describe('do not repeat the tag of a branch', () => {
    const toWay = (name: string, title: string | undefined, more: object = {}) => ({
      ...(title && { title }),
      properties: { way: { const: name, title: 'Way' }, ...more },
    });
    const iban = { iban: { ...text, title: 'IBAN' } };
    const value = { way: 'bank', iban: 'AE07' };

    test('if the branch has a title', () => {
      const oneOf = [toWay('cash', 'In cash'), toWay('bank', 'By bank', iban)];
      expect(readValue({ title: 'It', oneOf }, value)).toEqual(['h2 It', 'By bank', 'IBAN: AE07']);
      expect(readValue({ title: 'It', oneOf }, { way: 'cash' })).toEqual(['h2 It', 'In cash']);
      expect(readValue({ title: 'It', oneOf }, { way: 'cheque' })).toContain('Way: cheque');
    });

    test('but show it if the branch has no title or is that of the root', () => {
      const untitled = [toWay('cash', undefined), toWay('bank', undefined, iban)];
      expect(readValue({ title: 'It', oneOf: untitled }, value)).toEqual([
        'h2 It',
        'Way: bank',
        'IBAN: AE07',
      ]);
      const oneOf = [toWay('cash', 'In cash'), toWay('bank', 'By bank', iban)];
      expect(readView({ oneOf }, value)).toEqual(['Way: bank', 'IBAN: AE07']);
    });
  });

  test('show the branch whose required keys are present, or else the one that names more keys', () => {
    const branches = [
      { type: 'object', title: 'A', properties: { a: text }, required: ['a'] },
      { type: 'object', title: 'B', properties: { b: text }, required: ['b'] },
    ];
    expect(readValue({ title: 'It', oneOf: branches }, { b: '1' })).toEqual(['h2 It', 'B', 'B: 1']);
    const open = branches.map(({ required: _, ...branch }) => branch);
    expect(readValue({ title: 'It', oneOf: open }, { b: '1' })).toEqual(['h2 It', 'B', 'B: 1']);
  });

  test('show the branch of the type, the format or the bounds of a value', () => {
    const schema = {
      oneOf: [
        { type: 'integer', title: 'Age', maximum: 120 },
        { type: 'integer', title: 'Year', minimum: 1900 },
        { ...text, title: 'Day', format: 'date' },
        { ...text, title: 'Email', format: 'email' },
        { type: 'array', title: 'All', items: text },
      ],
    };
    expect(readValue(schema, 7)).toEqual(['7 Age']);
    expect(readValue(schema, 1999)).toEqual(['1999 Year']);
    expect(readValue(schema, '2024-01-02')).toEqual(['2 January 2024 Day']);
    expect(readValue(schema, 'a@example.com')).toEqual(['a@example.com Email']);
    expect(readValue(schema, ['x'])).toEqual(['', '- x']);
  });

  test('are selected by an OpenAPI discriminator', () => {
    const schema = {
      type: 'object',
      $defs: {
        Cat: { title: 'Cat', properties: { name: { title: 'Cat’s name' } } },
        Dog: { title: 'Dog', properties: { name: { title: 'Dog’s name' } } },
      },
      properties: {
        pet: {
          title: 'Pet',
          discriminator: { propertyName: 'kind', mapping: { d: '#/$defs/Dog' } },
          oneOf: [{ $ref: '#/$defs/Cat' }, { $ref: '#/$defs/Dog' }],
        },
      },
    };
    expect(readView(schema, { pet: { kind: 'd', name: 'Rex' } })).toEqual([
      'h2 Pet',
      'Dog',
      'Dog’s name: Rex',
    ]);
    expect(readView(schema, { pet: { kind: 'Cat', name: 'Tom' } })).toEqual([
      'h2 Pet',
      'Cat',
      'Cat’s name: Tom',
    ]);
  });

  test('use the uiSchema of each branch', () => {
    const uiSchema = { oneOf: [{}, { 'ui:title': 'Transfer', iban: { 'ui:title': 'Account' } }] };
    expect(
      readValue({ title: 'Payment', oneOf: [card, bank] }, { kind: 'bank', iban: 'X1' }, uiSchema),
    ).toEqual(['h2 Payment', 'Transfer', 'Account: X1', 'Branch: Not given']);
  });

  test('share the keywords beside the choice', () => {
    const schema = {
      type: 'object',
      title: 'Payment',
      properties: { amount: { type: 'number' } },
      oneOf: [card, bank],
    };
    expect(readValue(schema, { amount: 5, kind: 'card', number: '1' })).toEqual([
      'h2 Payment',
      'Card',
      'Amount: 5',
      'Number: 1',
    ]);
  });
});

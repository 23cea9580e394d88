import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText, toAsciiDigits } from './clean-text.ts';
import { coerceObject, coerceValue, readNumber } from './coercion.ts';
import type { JsonObject, JsonSchema, JsonValue } from './json-schema.ts';

function coerce(schema: JsonSchema, value: JsonValue): JsonValue {
  return coerceValue(schema, schema, value);
}

describe('text', () => {
  test.each([
    [' a ', 'a'],
    ['\u200Ea\u200F\u202A\u202C\u2066\u2069\u061C', 'a'],
    ['a\u200Bb\u200Dc\uFEFF\u2060\u00AD', 'abc'],
    ['a\u00A0b\u2007c\u202Fd\u3000e', 'a b c d e'],
    ['a\r\nb\rc\nd\te', 'a\nb\nc\nd\te'],
    ['a\0b\u001Bc\u007Fd\u0085', 'abcd'],
    ['e\u0301', '\u00E9'],
    ['\uD83D', '\uFFFD'],
    ['👩‍👩‍👧 🏳️‍🌈 👩🏽‍🚀', '👩‍👩‍👧 🏳️‍🌈 👩🏽‍🚀'],
    ['علی\u200Cرضا شرّ\u200Cی क्\u200Dष', 'علی\u200Cرضا شرّ\u200Cی क्\u200Dष'],
    ['\u200Dعلی\u200C \u200Cر\u200C\u200Dب 👨\u200D', 'علی رب 👨'],
    ['', ''],
  ])('%j becomes %j', (typed, text) => {
    expect(cleanText(typed)).toBe(text);
  });

  test('does not change when it is cleaned twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text));
        expect(cleanText(text).isWellFormed()).toBe(true);
      }),
    );
  });
});

test('digits of other scripts become ASCII digits', () => {
  expect(toAsciiDigits('٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ 0-9')).toBe('0123456789 0123456789 0-9');
});

describe('numbers', () => {
  test.each([
    ['1', 1],
    ['-1.50', -1.5],
    ['+.5', 0.5],
    ['1e3', 1000],
    ['007', 7],
    ['1٫5', 1.5],
    ['1٬000', 1000],
  ])('%s is a number', (typed, number) => {
    expect(readNumber(typed)).toBe(number);
  });

  test.each([
    '',
    '.',
    '-',
    '1,5',
    '1.2.3',
    '0x10',
    'Infinity',
    'NaN',
    '1e999',
    '12345678901234567890',
    '1 2',
  ])('%j is not a number', (typed) => {
    expect(readNumber(typed)).toBeNull();
  });
});

describe('a value is coerced to its schema', () => {
  const cases: [schema: JsonSchema, typed: JsonValue, meant: JsonValue][] = [
    [{ type: 'string' }, ' x ', 'x'],
    [{ type: 'string' }, '١٢', '١٢'],
    [{ type: 'string', format: 'date' }, '١٩٩٠-٠١-٠٢', '1990-01-02'],
    [{ type: 'string', 'x-normalize': ['digits'] }, '۱۲', '12'],
    [{ type: 'string', 'x-forgive': ['digits'] }, '۱۲', '12'],
    [{ type: 'string', 'x-normalize': ['no-spaces', 'capitals'] }, 'ab 12-c', 'AB12C'],
    [{ type: 'number' }, ' ١٫٥ ', 1.5],
    [{ type: 'integer' }, '42', 42],
    [{ type: 'number' }, 'many', 'many'],
    [{ type: ['string', 'number'] }, '42', '42'],
    [{ type: 'boolean' }, 'on', true],
    [{ type: 'boolean' }, 'true', true],
    [{ type: 'boolean' }, 'false', false],
    [{ type: 'boolean' }, 'maybe', 'maybe'],
    [{ enum: [1, 2] }, '2', 2],
    [{ enum: ['1', '2'] }, '2', '2'],
    [{ enum: [' x '] }, ' x ', ' x '],
    [{ const: true }, 'true', true],
    [{ type: 'array', items: { type: 'number' } }, ['1', ' 2 '], [1, 2]],
    [{ type: 'array', items: { type: 'string' } }, ['a', ' ', 'b', null], ['a', 'b']],
    [{ type: 'string' }, 5, 5],
    [{ type: 'string' }, true, true],
    [{}, ' x ', 'x'],
    [{ minimum: 1 }, '2', 2],
    [{ oneOf: [{ const: 1 }, { const: '1' }] }, '1', '1'],
    [{ anyOf: [{ enum: ['a'] }, { type: 'array' }] }, 'a', 'a'],
    [{ type: 'array', items: { type: ['string', 'null'] } }, ['a', '', null], ['a', null, null]],
  ];

  test.each(cases)('%j: %j becomes %j', (schema, typed, meant) => {
    expect(coerce(schema, typed)).toEqual(meant);
  });
});

describe('an object', () => {
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      name: { type: 'string' },
      note: { type: ['string', 'null'] },
      kind: { enum: ['a', null] },
      home: { $ref: '#/definitions/home' },
    },
    definitions: { home: { type: 'object', properties: { floor: { type: 'integer' } } } },
  };

  test('loses absent values, and keeps null if the schema allows it', () => {
    const typed = { name: ' ', note: '', kind: null };
    expect(coerceObject(schema, typed)).toEqual({ note: null, kind: null });
  });

  test('loses an optional tuple of which nothing is filled in', () => {
    const pair: JsonSchema = { type: 'array', items: [{ type: 'number' }, { type: ['number', 'null'] }] };
    const [optional, required] = [{ properties: { pair } }, { properties: { pair }, required: ['pair'] }];
    expect(coerce(optional as JsonSchema, { pair: ['', {}] })).toEqual({});
    expect(coerce(optional as JsonSchema, { pair: ['', '2'] })).toEqual({ pair: ['', 2] });
    expect(coerce(optional as JsonSchema, { pair: ['', null] })).toEqual({});
    expect(coerce(required as JsonSchema, { pair: ['', {}] })).toEqual({ pair: ['', {}] });
  });

  test('keeps an empty text that a required option allows', () => {
    const properties: JsonSchema['properties'] = { a: { enum: ['', 'x'] }, b: { type: 'string' } };
    const typed = { a: '', b: '' };
    expect(coerceObject({ properties, required: ['a', 'b'] }, typed)).toEqual({ a: '' });
    expect(coerceObject({ properties }, typed)).toEqual({});
  });

  test('has no null for options without it', () => {
    const status: JsonSchema = { type: ['string', 'null'], enum: ['a', 'b'] };
    expect(coerceObject({ properties: { status } }, { status: '' })).toEqual({});
  });

  test('keeps what is stored in a value of which the schema says nothing', () => {
    const any: JsonValue = { list: [1, null, ''], group: { gone: null } };
    const open: JsonSchema = { properties: { any: { title: 'Anything' } } };
    expect(coerceObject(open, { any }, readNumber, { any })).toEqual({ any });
    expect(coerceObject(open, { any })).toEqual({ any: { list: [1] } });
  });

  test('is coerced through references', () => {
    expect(coerceObject(schema, { home: { floor: '٣' } })).toEqual({ home: { floor: 3 } });
  });

  test('uses the given reader of numbers', () => {
    const readComma = (text: string) => Number(text.replace(',', '.'));
    expect(coerceObject(schema, { home: { floor: '3,5' } }, readComma)).toEqual({
      home: { floor: 3.5 },
    });
    expect(coerceValue(schema, { type: 'number' }, '3,5', readComma)).toBe(3.5);
  });

  test('keeps unknown keys, so that the validator reports them', () => {
    const typed = JSON.parse('{"x": "y", "__proto__": "z", "constructor": 1}') as JsonObject;
    expect(JSON.stringify(coerceObject(schema, typed))).toBe(JSON.stringify(typed));
  });

  test('replaces what cannot be stored in the names of values that have no schema', () => {
    const typed = { kind: { 'a\u0000b': { '\uD800': 'x' } } };
    expect(coerce({}, typed)).toEqual({ kind: { 'a\uFFFDb': { '\uFFFD': 'x' } } });
  });

  test('does not change when it is coerced twice', () => {
    const typed = fc.record(
      {
        name: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        note: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
        kind: fc.jsonValue(),
        home: fc.oneof(
          fc.record({ floor: fc.oneof(fc.integer().map(String), fc.jsonValue()) }),
          fc.jsonValue(),
        ),
        other: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(typed, (value) => {
        const once = coerceObject(schema, value as JsonObject);
        expect(coerceObject(schema, once)).toEqual(once);
      }),
    );
  });
});

test.each(['\u0301\u0316', '\u0316\u0301', '\u0301'])(
  'a long run of marks is cleaned in linear time (%j)',
  (marks) => {
    const text = `a${marks.repeat(80_000)}`;
    const start = process.cpuUsage();
    expect(cleanText(text)).toBe(text);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
  },
);

test('as many marks as real texts have are normalized', () => {
  expect(cleanText(`e\u0301${'\u0316'.repeat(29)}`)).toBe(`\u00E9${'\u0316'.repeat(29)}`);
});

test.each(['1', '1.', '.1', '٬', '1e', '+'])(
  'a long text of %j is rejected as a number in linear time',
  (piece) => {
    const text = `${piece.repeat(60_000)}x`;
    const start = process.cpuUsage();
    expect(readNumber(text)).toBeNull();
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
  },
);

test('a number of up to 400 characters is read', () => {
  expect(readNumber(`0.${'0'.repeat(397)}1`)).toBe(0);
  expect(readNumber('0'.repeat(401))).toBeNull();
});

test('a line is split only once, even for a recursive list type', () => {
  const schema: JsonSchema = { type: 'array', items: { $ref: '#' } };
  expect(coerce(schema, 'a, b')).toEqual(['a', 'b']);
});

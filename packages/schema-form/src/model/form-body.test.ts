import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxDepth } from './bounds.ts';
import { toFieldName } from './field-name.ts';
import { decodeFormBody, getTopKey, isTooDeep, parseFieldName, readChosenBranches } from './form-body.ts';
import type { JsonObject, JsonValue } from './json-schema.ts';
import { changeList } from './list-changes.ts';
import type { Path } from './nodes.ts';

/** Returns the fields that a page submits for a value, the inverse of `decodeFormBody`. */
function encode(value: JsonValue, path: Path = []): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => encode(item, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, item]) => encode(item, [...path, key]));
  }
  return [[toFieldName(path), String(value)]];
}

describe('a field name', () => {
  test.each([
    ['root[first_name]', ['first_name']],
    ['root[address][street]', ['address', 'street']],
    ['root[tags][0]', ['tags', '0']],
    ['root[tags][]', ['tags', '']],
    ['first_name', ['first_name']],
    ['root', ['root']],
    ['if_match', ['if_match']],
    ['other[a]', ['other', 'a']],
    ['root[a b.c-d]', ['a b.c-d']],
  ])('%s is a path', (name, path) => {
    expect(parseFieldName(name)).toEqual(path);
  });

  test.each(['', '%00', 'a[b]', '][', 'a\r\nb', '%5B', '%255B', '100%25', '100%', '%5b'])(
    'keeps the key %j',
    (key) => {
      expect(parseFieldName(toFieldName(['a', key]))).toEqual(['a', key]);
      expect(toFieldName(['a', key]).match(/[[\]]/g)).toHaveLength(4);
    },
  );

  test.each(['', '[a]', 'root[a', 'root]a[', 'root[a]b', 'root[[a]]', `root${'[a]'.repeat(maxDepth + 1)}`])(
    '%s is not a field name',
    (name) => {
      expect(parseFieldName(name)).toBeNull();
    },
  );
});

describe('the fields of a form', () => {
  const deep = `${'['.repeat(maxDepth + 1)}${']'.repeat(maxDepth + 1)}`;
  const cases: [what: string, fields: [string, string][], value: JsonObject][] = [
    ['nothing', [], {}],
    [
      'values',
      [
        ['root[a]', '1'],
        ['b', '2'],
      ],
      { a: '1', b: '2' },
    ],
    [
      'a group',
      [
        ['root[a][b]', '1'],
        ['root[a][c][d]', '2'],
      ],
      { a: { b: '1', c: { d: '2' } } },
    ],
    [
      'the value of the last field of that name',
      [
        ['root[a]', 'no'],
        ['root[a]', 'yes'],
      ],
      { a: 'yes' },
    ],
    [
      'a list from []',
      [
        ['root[a][]', '1'],
        ['root[a][]', '2'],
      ],
      { a: ['1', '2'] },
    ],
    [
      'values of the types that are submitted with them',
      [
        ['root[n]', '1.5'],
        ['root[n]__type', 'number'],
        ['root[l][0]', 'true'],
        ['root[l][0]__type', 'boolean'],
        ['root[l][1]', '{"a":[1,null]}'],
        ['root[l][1]__type', 'json'],
        ['root[m]__map', ''],
        ['root[m][old]', '7'],
        ['root[m][old]__key', 'new'],
        ['root[m][old]__type', 'number'],
        ['root[m][none]__key', 'none'],
        ['root[m][none][]', ''],
        ['x__type', 'number'],
      ],
      { n: 1.5, l: [true, { a: [1, null] }], m: { new: 7, none: [] }, x__type: 'number' },
    ],
    [
      'texts that are not of the type that is submitted with them',
      [
        ['root[n]', 'many'],
        ['root[n]__type', 'number'],
        ['root[b]', 'perhaps'],
        ['root[b]__type', 'boolean'],
        ['root[j]', '{'],
        ['root[j]__type', 'json'],
        ['root[d]', deep],
        ['root[d]__type', 'json'],
        ['root[gone][a]__type', 'number'],
      ],
      {
        n: 'many',
        b: 'perhaps',
        j: '{',
        d: deep,
      },
    ],
    [
      'a list from indexes, in their order',
      [
        ['root[a][10]', '2'],
        ['root[a][9]', '1'],
      ],
      { a: ['1', '2'] },
    ],
    [
      'a list from indexes, to which [] appends',
      [
        ['root[a][3]', '1'],
        ['root[a][1]', '0'],
        ['root[a][]', '2'],
        ['root[a][]', '3'],
      ],
      { a: ['0', '1', '2', '3'] },
    ],
    [
      'a list without holes',
      [
        ['root[a][0]', '1'],
        ['root[a][999999]', '2'],
      ],
      { a: ['1', '2'] },
    ],
    [
      'a list of groups',
      [
        ['root[a][0][b]', '1'],
        ['root[a][1][b]', '2'],
      ],
      { a: [{ b: '1' }, { b: '2' }] },
    ],
    [
      'an object if the indexes are too large for a list',
      [['root[a][99999999]', '1']],
      { a: { 99999999: '1' } },
    ],
    [
      'an object if some keys are names',
      [
        ['root[a][0]', '1'],
        ['root[a][b]', '2'],
      ],
      { a: { 0: '1', b: '2' } },
    ],
    [
      'a group that replaces a value',
      [
        ['root[a]', '1'],
        ['root[a][b]', '2'],
      ],
      { a: { b: '2' } },
    ],
    [
      'a value that replaces a group',
      [
        ['root[a][b]', '1'],
        ['root[a]', '2'],
      ],
      { a: '2' },
    ],
    [
      'a key from an invalid field name',
      [
        ['root[a', '1'],
        ['', '2'],
      ],
      { 'root[a': '1', '': '2' },
    ],
  ];

  test.each(cases)('make %s', (_, fields, value) => {
    expect(decodeFormBody(fields)).toEqual(value);
  });

  test('may have the names of inherited members', () => {
    const decoded = decodeFormBody([
      ['root[__proto__][polluted]', '1'],
      ['__proto__[polluted]', '1'],
      ['root[constructor][prototype]', '2'],
    ]);
    expect(Object.keys(decoded)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
    expect({}).not.toHaveProperty('polluted');
  });

  test('never throw and never change a prototype', () => {
    const part = fc.constantFrom(
      'root',
      '__proto__',
      'constructor',
      'a',
      '0',
      '',
      '[',
      ']',
      '[a]',
      '[0]',
      '[]',
      '[__proto__]',
    );
    const name = fc.oneof(
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (fields) => {
        const decoded = decodeFormBody(fields);
        expect(Object.getPrototypeOf(decoded)).toBe(Object.prototype);
        expect(Object.keys({})).toEqual([]);
        expect(isTooDeep(decoded)).toBe(false);
        expect(JSON.parse(JSON.stringify(decoded))).toEqual(decoded);
      }),
    );
  });

  test('decode to the value that the page was rendered from', () => {
    const key = fc.stringMatching(/^[a-z_]{1,8}$/).filter((name) => name !== '__proto__');
    const { value } = fc.letrec<{ value: JsonValue; object: JsonObject }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
        tie('object'),
      ),
      object: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 3 }),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (object) => {
        const plain = JSON.parse(JSON.stringify(object)) as JsonObject;
        expect(decodeFormBody(encode(plain))).toEqual(plain);
      }),
    );
  });
});

test('isTooDeep does not recurse', () => {
  const nest = (depth: number): JsonValue => {
    let value: JsonValue = 'x';
    for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { a: value };
    return value;
  };
  expect(isTooDeep('x')).toBe(false);
  expect(isTooDeep(nest(maxDepth))).toBe(false);
  expect(isTooDeep(nest(maxDepth + 1))).toBe(true);
  expect(isTooDeep(nest(100_000))).toBe(true);
});

test('the list of branches of a choice is not a value', () => {
  const fields: [string, string][] = [
    ['root[pay]__oneof_select', '1'],
    ['root__anyof_select', '0'],
    ['root[pay][0]__anyof_select', '0'],
    ['root[pay][iban]', 'AE07'],
    ['root[a__oneof_select]', 'x'],
  ];
  expect(decodeFormBody(fields)).toEqual({ pay: { iban: 'AE07' }, a__oneof_select: 'x' });
});

/** Bodies for which a quadratic decoder takes minutes. */
const mebibyte = 2 ** 20;
const repeat = (field: string) => field.repeat(Math.ceil(mebibyte / field.length));
const number = (getField: (index: number) => string) =>
  Array.from({ length: 40_000 }, (_, index) => getField(index)).join('&');
const hostile: [what: string, body: string][] = [
  ['items of a list', repeat('a[]=&')],
  ['items of a list that begins with an index', `a[0]=&${repeat('a[]=&')}`],
  ['items of a list in a list', `root[a][0][]=&root[a][0][0]=&${repeat('root[a][0][]=&')}`],
  ['indexes in descending order', number((index) => `a[${40_000 - index}]=&a[]=`)],
  ['keys', number((index) => `root[k${index}]=`)],
  ['entries of a map with the same wanted name', number((index) => `root[a][${index}]__key=x`)],
  [
    'entries of a map with wanted names that are taken',
    number((index) => `root[a][x-${index}]__key=x-${index % 2}`),
  ],
  ['fields of one deep path', repeat(`root${'[a]'.repeat(63)}=&`)],
  ['fields of many deep paths', number((index) => `root[${index}]${'[a]'.repeat(7)}=`)],
  ['buttons', repeat('change_list=addKey+root[a][b]&')],
  ['branches', repeat('root[a]__oneof_select=1&')],
  ['brackets', `root${'['.repeat(mebibyte)}=`],
  ['pairs of brackets', `root${'[]'.repeat(mebibyte / 2)}x=`],
  ['suffixes', `root[a]${'__key'.repeat(mebibyte / 5)}]=`],
  ['closed suffixes', `root[a${']__'.repeat(mebibyte / 3)}x]=`],
];

test.each(hostile)('a megabyte of %s is decoded in linear time', (_, body) => {
  const fields = [...new URLSearchParams(body)];
  const start = process.cpuUsage();
  const data = decodeFormBody(fields);
  readChosenBranches(fields);
  changeList(data, fields);
  for (const [name] of fields.slice(0, 10)) getTopKey(name);
  // Some take a second on a slow machine; a quadratic decoder takes minutes.
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(5000);
});

test('an item without an index comes after all items with an index', () => {
  expect(
    decodeFormBody([
      ['root[a][2]', 'c'],
      ['root[a][]', 'd'],
      ['root[a][0]', 'a'],
      ['root[a][7]', 'e'],
      ['root[a][]', 'f'],
    ]),
  ).toEqual({ a: ['a', 'c', 'd', 'e', 'f'] });
});

test('a name longer than 4,096 characters is not a field name', () => {
  expect(parseFieldName(`root[${'a'.repeat(4090)}]`)).toEqual(['a'.repeat(4090)]);
  expect(parseFieldName(`root[${'a'.repeat(4091)}]`)).toBeNull();
});

test('a name with very many keys is refused quickly and kept as a key', () => {
  const name = `root${'[a]'.repeat(300_000)}`;
  const start = process.cpuUsage();
  expect(decodeFormBody([[name, 'x']])).toEqual({ [name]: 'x' });
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
});

test('isTooDeep takes little time for a wide value', () => {
  const wide = Array.from({ length: 300_000 }, () => [{}]);
  const start = process.cpuUsage();
  expect(isTooDeep([[[[wide, wide]]]])).toBe(false);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
});

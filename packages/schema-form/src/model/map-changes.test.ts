import { expect, test } from 'vitest';
import { decodeFormBody, listField } from './form-body.ts';
import type { JsonValue } from './json-schema.ts';
import { changeList, getListProperty, getListValue } from './list-changes.ts';
import type { MapAction } from './map-changes.ts';

type Fields = [name: string, value: string][];

/** The fields of a map: its entries by their names, with what the names were changed to. */
function getFields(entries: [key: string, name: string, value?: string][]): Fields {
  return [
    ['root[map]__map', ''],
    ...entries.flatMap(
      ([key, name, value]): Fields => [
        [`root[map][${key}]__key`, name],
        ...(value === undefined ? [] : [[`root[map][${key}]`, value] as [string, string]]),
      ],
    ),
  ];
}

function press(fields: Fields, action: MapAction, name: string) {
  const sent: Fields = [...fields, [listField, getListValue(action, name)]];
  return changeList(decodeFormBody(sent), sent);
}

const read = (fields: Fields) => Object.entries(decodeFormBody(fields).map as object);

const names: [what: string, entries: Parameters<typeof getFields>[0], after: [string, JsonValue][]][] = [
  [
    'stay',
    [
      ['a', 'a', '1'],
      ['b', 'b', '2'],
    ],
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'change, and the order stays',
    [
      ['a', 'x', '1'],
      ['b', 'b', '2'],
    ],
    [
      ['x', '1'],
      ['b', '2'],
    ],
  ],
  [
    'change places',
    [
      ['a', 'b', '1'],
      ['b', 'a', '2'],
    ],
    [
      ['b', '1'],
      ['a', '2'],
    ],
  ],
  [
    'get a number where there are such',
    [
      ['a', 'b', '1'],
      ['b', 'b', '2'],
      ['c', 'b', '3'],
    ],
    [
      ['b-1', '1'],
      ['b', '2'],
      ['b-2', '3'],
    ],
  ],
  ['stay where they are made blank', [['a', ' ', '1']], [['a', '1']]],
  [
    'may be numbers',
    [
      ['1', '0', '1'],
      ['2', '2', '2'],
    ],
    [
      ['0', '1'],
      ['2', '2'],
    ],
  ],
  ['have no square brackets', [['a', ' a[b] ', '1']], [['a(b)', '1']]],
  ['are there without a value', [['a', 'b']], [['b', '']]],
  ['reach no prototype', [['a', '__proto__', '1']], [['__proto__', '1']]],
];
test.each(names)('the names of a map %s', (_, entries, after) => {
  const decoded = read(getFields(entries));
  expect(decoded).toHaveLength(after.length);
  expect(decoded).toEqual(expect.arrayContaining(after));
  if (after.every(([name]) => !/^\d+$/.test(name))) expect(decoded).toEqual(after);
});

test('a map without entries is an object', () => {
  expect(decodeFormBody(getFields([]))).toEqual({ map: {} });
});

test('maps lie in each other, and in lists', () => {
  expect(
    decodeFormBody([
      ['root[a][x]__key', 'y'],
      ['root[a][x][b]__map', ''],
      ['root[a][x][b][c]__key', 'd'],
      ['root[a][x][b][c]', '1'],
      ['root[list][0][e]__key', 'f'],
      ['root[list][0][e]', '2'],
    ]),
  ).toEqual({ a: { y: { b: { d: '1' } } }, list: [{ f: '2' }] });
});

test('an entry is added, under a name of its own', () => {
  const fields = getFields([['New name', 'New name', '1']]);
  const added = press(fields, 'addKey', 'root[map][New name]');
  expect(added).toEqual({ map: { 'New name': '1', 'New name-1': '' } });
  expect(press([], 'addKey', 'root[map][New name]')).toEqual({ map: { 'New name': '' } });
});

test('an entry is removed by the name that it had, whatever it is called now', () => {
  const fields = getFields([
    ['a', 'b', '1'],
    ['b', 'c', '2'],
  ]);
  expect(press(fields, 'removeKey', 'root[map][b]')).toEqual({ map: { b: '1' } });
  expect(press(getFields([['a', 'a', '1']]), 'removeKey', 'root[map][a]')).toEqual({ map: {} });
});

test('what was changed is in a property of the form', () => {
  const fields: Fields = [[listField, getListValue('removeKey', 'root[map][a]')]];
  expect(getListProperty(fields)).toBe('map');
});

test('what no button of ours says changes nothing, and reaches no prototype', () => {
  for (const value of ['addKey', 'addKey [', 'removeKey root']) {
    const sent: Fields = [
      ['root[a]', '1'],
      [listField, value],
    ];
    expect(decodeFormBody(sent)).toEqual({ a: '1' });
  }
  decodeFormBody([[listField, 'addKey root[__proto__][polluted]']]);
  decodeFormBody([['root[constructor][prototype][x]__key', 'polluted']]);
  expect({}).not.toHaveProperty('polluted');
});

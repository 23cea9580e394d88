import { expect, test } from 'vitest';
import { decodeFormBody } from './form-body.ts';
import type { JsonValue } from './json-schema.ts';
import { changeList, getListProperty, getListValue } from './list-changes.ts';
import type { MapAction } from './map-changes.ts';
import { listField } from './submit-buttons.ts';

type Fields = [name: string, value: string][];

/** Returns the form fields of a map from its entries, each with its old name, its new name and its value. */
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
    'unchanged names stay',
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
    'the order stays',
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
    'two entries can swap names',
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
    'a name that is taken gets a number',
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
  ['an entry with a blank name keeps its old name', [['a', ' ', '1']], [['a', '1']]],
  [
    'names may be numbers',
    [
      ['1', '0', '1'],
      ['2', '2', '2'],
    ],
    [
      ['0', '1'],
      ['2', '2'],
    ],
  ],
  ['square brackets are kept', [['c%5B1%5D', ' a[b] ', '1']], [['a[b]', '1']]],
  ['an entry without a value exists', [['a', 'b']], [['b', '']]],
  ['`__proto__` is an ordinary name', [['a', '__proto__', '1']], [['__proto__', '1']]],
];
test.each(names)('renaming entries of a map: %s', (_, entries, after) => {
  const decoded = read(getFields(entries));
  expect(decoded).toHaveLength(after.length);
  expect(decoded).toEqual(expect.arrayContaining(after));
  if (after.every(([name]) => !/^\d+$/.test(name))) expect(decoded).toEqual(after);
});

test('a map without entries is an object', () => {
  expect(decodeFormBody(getFields([]))).toEqual({ map: {} });
});

test('maps may be nested in maps and in lists', () => {
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

test('an entry is added under an unused name', () => {
  const fields = getFields([['New name', 'New name', '1']]);
  const added = press(fields, 'addKey', 'root[map][New name]');
  expect(added).toEqual({ map: { 'New name': '1', 'New name-1': '' } });
  expect(press([], 'addKey', 'root[map][New name]')).toEqual({ map: { 'New name': '' } });
});

test('an entry is removed by its old name, even if it was renamed', () => {
  const fields = getFields([
    ['a', 'b', '1'],
    ['b', 'c', '2'],
  ]);
  expect(press(fields, 'removeKey', 'root[map][b]')).toEqual({ map: { b: '1' } });
  expect(press(getFields([['a', 'a', '1']]), 'removeKey', 'root[map][a]')).toEqual({ map: {} });
});

test('getListProperty returns the property that contains the changed map', () => {
  const fields: Fields = [[listField, getListValue('removeKey', 'root[map][a]')]];
  expect(getListProperty(fields)).toBe('map');
});

test('an unknown button value changes nothing and never reaches a prototype', () => {
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

import { expect, test } from 'vitest';
import { isRemovedField, readRemoval, toRemovedName } from './removed-entry.ts';

const press = (value: string): [string, string] => ['change_list', value];

test('the button that removes an item leaves its fields in the form, which removes it itself', () => {
  const fields: [string, string][] = [
    ['root[people][0][name]', 'Lina'],
    ['root[people][1][name]', 'Omar'],
  ];
  // What was removed before is gone for good.
  const sent = [...fields, ['removed_entry[name]', 'Zaid'] as const, press('remove root[people][1]')];
  expect(readRemoval(sent)).toEqual({ fields, removed: 'root[people][1]' });
});

test('an entry of a map is removed under the name that it had on the page', () => {
  const value: [string, string] = ['root[notes][home]', 'Villa 12'];
  const sent = [['root[notes][home]__key', 'flat'] as const, value, press('removeKey root[notes][home]')];
  expect(readRemoval(sent)).toEqual({ fields: [value], removed: 'root[notes][home]' });
});

test('an item that is restored has its place again, and those after it move down', () => {
  const sent = [
    ['root[people][]', ''],
    ['root[people][0][name]', 'Lina'],
    ['root[people][1][name]', 'Omar'],
    ['root[people][1]__oneof_select', '1'],
    ['root[people][x]', 'odd'],
    ['root[peoples][1]', 'others'],
    ['removed_entry[name]', 'Zaid'],
    ['removed_entry__oneof_select', '2'],
    press('restore root[people][1]'),
  ] as const;
  expect(readRemoval(sent)).toEqual({
    fields: [
      ['root[people][]', ''],
      ['root[people][0][name]', 'Lina'],
      ['root[people][2][name]', 'Omar'],
      ['root[people][2]__oneof_select', '1'],
      ['root[people][x]', 'odd'],
      ['root[peoples][1]', 'others'],
      ['root[people][1][name]', 'Zaid'],
      ['root[people][1]__oneof_select', '2'],
    ],
    removed: null,
  });
});

test('an entry of a map that is restored moves no other', () => {
  const sent = [['root[notes][2]', 'b'], ['removed_entry', 'a'], press('restoreKey root[notes][1]')] as const;
  expect(readRemoval(sent)?.fields).toEqual([
    ['root[notes][2]', 'b'],
    ['root[notes][1]', 'a'],
  ]);
});

test.each([['add root[people]'], ['up root[people][1]'], ['restore'], ['restore [[['], ['']])(
  'the button %j neither removes nor restores anything',
  (value) => {
    expect(readRemoval([['root[people][0]', 'Lina'], press(value)])).toBeNull();
  },
);

test('the fields of a removed entry are no fields of the form', () => {
  expect(toRemovedName('root[a][0]', 'root[a][0][b]')).toBe('removed_entry[b]');
  expect(['removed_entry', 'removed_entry[b]', 'removed_entry__oneof_select'].every(isRemovedField)).toBe(
    true,
  );
  expect(['removed_entry_of', 'root[removed_entry]'].some(isRemovedField)).toBe(false);
});

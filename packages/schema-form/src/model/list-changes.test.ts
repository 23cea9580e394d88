import { expect, test } from 'vitest';
import { decodeFormBody } from './form-body.ts';
import type { JsonValue } from './json-schema.ts';
import { changeList, getListValue, type ListAction, moveChosenBranches } from './list-changes.ts';
import { listField } from './submit-buttons.ts';

/** Submits a form with these fields through one of its buttons. */
function press(action: ListAction, name: string, ...fields: [string, string][]) {
  const sent: [string, string][] = [...fields, [listField, getListValue(action, name)]];
  return changeList(decodeFormBody(sent), sent);
}

const letters: [string, string][] = [
  ['root[a b][0]', 'x'],
  ['root[a b][1]', 'y'],
  ['root[a b][2]', 'z'],
];
const cases: [action: ListAction, name: string, after: JsonValue][] = [
  ['add', 'root[a b]', ['x', 'y', 'z', null]],
  ['remove', 'root[a b][0]', ['y', 'z']],
  ['copy', 'root[a b][1]', ['x', 'y', 'y', 'z']],
  ['up', 'root[a b][1]', ['y', 'x', 'z']],
  ['up', 'root[a b][0]', ['x', 'y', 'z']],
  ['down', 'root[a b][1]', ['x', 'z', 'y']],
  ['down', 'root[a b][2]', ['x', 'y', 'z']],
];
test.each(cases)('a list after "%s %s"', (action, name, after) => {
  expect(press(action, name, ...letters, ['root[other]', '1'])).toEqual({ 'a b': after, other: '1' });
});

const chosen = { 'root[a b][0]__oneof_select': 0, 'root[a b][1][c]__oneof_select': 1, root__oneof_select: 2 };
test.each<[action: ListAction, name: string, after: Record<string, number>]>([
  ['add', 'root[a b]', { '[a b][0]': 0, '[a b][1][c]': 1 }],
  ['remove', 'root[a b][0]', { '[a b][0][c]': 1 }],
  ['copy', 'root[a b][0]', { '[a b][0]': 0, '[a b][1]': 0, '[a b][2][c]': 1 }],
  ['up', 'root[a b][1]', { '[a b][1]': 0, '[a b][0][c]': 1 }],
  ['down', 'root[a b][1]', { '[a b][0]': 0, '[a b][2][c]': 1 }],
])('items keep their branches after "%s %s"', (action, name, after) => {
  const named = Object.entries(after).map(([path, index]) => [`root${path}__oneof_select`, index]);
  expect(moveChosenBranches(chosen, [[listField, getListValue(action, name)]])).toEqual({
    ...Object.fromEntries(named),
    root__oneof_select: 2,
  });
});

test('a nested list or a list that does not exist yet can be changed', () => {
  const fields: [string, string][] = [['root[people][1][name]', 'Lina']];
  expect(press('add', 'root[people][0][phones]', ...fields)).toEqual({
    people: [{ name: 'Lina', phones: [null] }],
  });
  expect(press('add', 'root[home][phones]')).toEqual({ home: { phones: [null] } });
});

test('an unknown button value changes nothing and never reaches a prototype', () => {
  const fields: [string, string][] = [['root[a]', '1']];
  const send = (value: string) => changeList(decodeFormBody(fields), [...fields, [listField, value]]);
  expect(changeList(decodeFormBody(fields), fields)).toBeNull();
  for (const value of ['', 'add', 'add [', 'constructor root[a]']) expect(send(value)).toBeNull();
  expect(send('remove root[a][-1]')).toEqual({ a: [] });
  send('add root[__proto__][polluted]');
  send('add root[constructor][prototype][polluted]');
  expect({}).not.toHaveProperty('polluted');
});

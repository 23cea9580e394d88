import { expect, test } from 'vitest';
import { withValue } from './with-value.ts';

test.each<[path: (string | number)[], after: string]>([
  [[], '"new"'],
  [['a'], '{"a":"new","list":[1,{"b":2}]}'],
  [['list', 1, 'b'], '{"a":{},"list":[1,{"b":"new"}]}'],
  [['a', 'c', 'd'], '{"a":{"c":{"d":"new"}},"list":[1,{"b":2}]}'],
  [['a', '__proto__'], '{"a":{"__proto__":"new"},"list":[1,{"b":2}]}'],
  [['a', '__proto__', 'b'], '{"a":{"__proto__":{"b":"new"}},"list":[1,{"b":2}]}'],
  [['a', 'constructor', 'b'], '{"a":{"constructor":{"b":"new"}},"list":[1,{"b":2}]}'],
  [['new', 1], '{"a":{},"list":[1,{"b":2}],"new":[null,"new"]}'],
  [['list', 3, 0], '{"a":{},"list":[1,{"b":2},null,["new"]]}'],
])('at %j', (path, after) => {
  const data = { a: {}, list: [1, { b: 2 }] };
  const before = JSON.stringify(data);
  expect(JSON.stringify(withValue<unknown>(data, path, 'new'))).toBe(after);
  expect(JSON.stringify(data)).toBe(before);
  expect(Object.getPrototypeOf(data.a)).toBe(Object.prototype);
});

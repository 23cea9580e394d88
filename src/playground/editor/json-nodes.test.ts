import { jsonLanguage } from '@codemirror/lang-json';
import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';
import { findRange } from './json-nodes.ts';

const text = `{
  "type": "object",
  "a/b~c": {"x": 1, "x": {"list": [1, {"y": null}, "z"]}},
  "\\u0061": true,
  "open": `;

test.each([
  ['', '{'],
  ['/type', '"type": "object"'],
  ['/a~1b~0c', '"a/b~c"'],
  // The last one of several properties with the same name.
  ['/a~1b~0c/x', '"x"'],
  ['/a~1b~0c/x/list/0', '1'],
  ['/a~1b~0c/x/list/1', '{'],
  ['/a~1b~0c/x/list/1/y', '"y": null'],
  ['/a~1b~0c/x/list/2', '"z"'],
  ['/a', '"\\u0061": true'],
  ['/type/nowhere', '"type": "object"'],
  ['/a~1b~0c/x/missing', '"x"'],
  ['/a~1b~0c/x/list/7', '"list"'],
  ['/nowhere/at/all', '{'],
])('the pointer "%s" is marked at %s', (pointer, marked) => {
  const document = Text.of(text.split('\n'));
  const { from, to } = findRange(jsonLanguage.parser.parse(text), document, pointer);
  expect(document.sliceString(from, to)).toBe(marked);
});

test('a pointer into a text that is no JSON is marked at its beginning', () => {
  const { from, to } = findRange(jsonLanguage.parser.parse(''), Text.of(['']), '/a');
  expect([from, to]).toEqual([0, 0]);
});

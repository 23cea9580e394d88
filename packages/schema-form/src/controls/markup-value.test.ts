import { describe, expect, test } from 'vitest';
import { fromMarkupValue, toMarkupValue } from './markup-value.ts';

const options = [1, 'b', true, { x: 1 }, null].map((value) => ({ value, title: '' }));

describe('a value in markup', () => {
  test.each(options)('is read back as $value', ({ value }) => {
    expect(fromMarkupValue(toMarkupValue(value), options, { enum: [null] })).toEqual(value);
  });

  test('is undefined for an empty text, or null if null is allowed', () => {
    expect(fromMarkupValue('', options, { type: 'string' })).toBeUndefined();
    expect(fromMarkupValue('', options, { type: ['string', 'null'] })).toBeNull();
  });

  test('stays a text if it is not an option', () => {
    expect(fromMarkupValue('c', options, {})).toBe('c');
  });
});

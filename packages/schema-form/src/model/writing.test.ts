import { expect, test } from 'vitest';
import { getWriting, showDigits } from './writing.ts';

const latin = getWriting('en-GB');
const arabic = { ...latin, digits: { zero: '٠', decimal: '٫', group: '٬' } };

test('a number has Latin digits, or those of the language', () => {
  expect(showDigits('1,234.5', latin)).toBe('1,234.5');
  expect(showDigits('-1,234.5', arabic)).toBe('-١٬٢٣٤٫٥');
});

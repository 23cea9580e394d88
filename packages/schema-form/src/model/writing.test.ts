import { expect, test } from 'vitest';
import { toNumericDate } from './numeric-date.ts';
import { getWriting, showDigits } from './writing.ts';

const latin = getWriting('en-GB');
const arabic = { ...latin, digits: { zero: '٠', decimal: '٫', group: '٬' } };

test('a number has Latin digits, or those of the language', () => {
  expect(showDigits('1,234.5', latin)).toBe('1,234.5');
  expect(showDigits('-1,234.5', arabic)).toBe('-١٬٢٣٤٫٥');
});

test.each([
  ['2024-03-15', latin, '15/03/2024'],
  ['2024-03-15', { ...latin, date: ['month', 'day', 'year'] as const }, '03/15/2024'],
  ['2024-03-15', arabic, '١٥/٠٣/٢٠٢٤'],
  ['2024-03', latin, '03/2024'],
  ['2024-03-15T09:30:00Z', latin, '15/03/2024 09:30'],
  ['09:30:15+04:00', arabic, '٠٩:٣٠:١٥'],
  ['2024-W20', latin, '2024-W20'],
  ['soon', arabic, 'soon'],
])('the limit %s is shown in the order of the language', (text, writing, shown) => {
  expect(toNumericDate(text, writing)).toBe(shown);
});

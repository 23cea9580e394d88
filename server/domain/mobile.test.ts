import { describe, expect, test } from 'vitest';
import { isCountryCode, parseMobile } from './mobile.ts';

describe('a number', () => {
  test.each([
    ['+971501234567'],
    ['+971 50 123 4567'],
    ['+971-50-123-4567'],
    ['+971 (50) 123.4567'],
    ['+971 50/123–4567'],
    ['00971501234567'],
    ['00 971 50 123 4567'],
    ['0501234567'],
    ['050 123 4567'],
    ['501234567'],
    ['971501234567'],
    ['٠٥٠١٢٣٤٥٦٧'],
    ['۰۵۰ ۱۲۳ ۴۵۶۷'],
    ['+٩٧١٥٠١٢٣٤٥٦٧'],
    ['\u202A+971\u00A050\u00A0123\u00A04567\u202C'],
    ['\u2066+971501234567\u2069\n'],
  ])('%j is +971501234567 in the Emirates', (typed) => {
    expect(parseMobile(typed, 'AE')).toBe('+971501234567');
  });

  test('is read as people of the default country mean it', () => {
    expect(parseMobile('07400 123456', 'GB')).toBe('+447400123456');
    expect(parseMobile('+44 7400 123456', 'AE')).toBe('+447400123456');
  });

  test('is none', () => {
    const typed = [
      '',
      ' ',
      '+',
      '00',
      '12',
      '+971',
      'abc',
      '050123456x',
      '+971501234567 ext. 1',
      '0501234567;',
      '\0',
    ];
    expect(typed.map((text) => parseMobile(text, 'AE'))).toEqual(typed.map(() => null));
    expect(parseMobile('1'.repeat(65), 'AE')).toBeNull();
    expect(parseMobile('+97150123456789012', 'AE')).toBeNull();
  });
});

test('countries are those of ISO 3166-1 that have numbers', () => {
  expect(['AE', 'GB', 'ae', 'XX', '', '__proto__'].map(isCountryCode)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

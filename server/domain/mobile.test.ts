import { describe, expect, test } from 'vitest';
import { countries, formatMobile, isCountryCode, parseMobile } from './mobile.ts';

describe('a number', () => {
  test.each([
    ['+971501234567'],
    ['+971 50 123 4567'],
    ['+971-50-123-4567'],
    ['+971 (50) 123.4567'],
    ['+971 50/123–4567'],
    ['+971‐50‑123—4567'],
    ['+971−50−123−4567'],
    ['[050] 123-4567'],
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

  test.each([
    ['254712345678', '+254712345678'],
    ['٢٥٤ ٧١٢ ٣٤٥ ٦٧٨', '+254712345678'],
    ['966501234567', '+966501234567'],
    ['447400123456', '+447400123456'],
  ])('%j begins with the code of another country', (typed, mobile) => {
    expect(parseMobile(typed, 'AE')).toBe(mobile);
  });

  test('without a country code belongs to the chosen country', () => {
    expect(parseMobile('0712345678', 'KE')).toBe('+254712345678');
    expect(parseMobile('712345678', 'KE')).toBe('+254712345678');
    expect(parseMobile('0501234567', 'SA')).toBe('+966501234567');
  });

  test('of another country is invalid without its code: a code sent there would never arrive', () => {
    expect(parseMobile('0712345678', 'AE')).toBeNull();
    expect(parseMobile('0501234567', 'KE')).toBeNull();
  });

  test('of a range that is not assigned yet needs its country code', () => {
    expect(parseMobile('0511234567', 'AE')).toBeNull();
    expect(parseMobile('+971511234567', 'AE')).toBe('+971511234567');
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

test('a number is shown with the spaces of its country', () => {
  expect(formatMobile('+254712345678')).toBe('+254 712 345 678');
  expect(formatMobile('+971501234567')).toBe('+971 50 123 4567');
  expect(formatMobile('+9')).toBe('+9');
});

test('a country has its code and an example', () => {
  expect(countries.find(({ code }) => code === 'KE')).toEqual({
    code: 'KE',
    callingCode: '254',
    example: '712 123 456',
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

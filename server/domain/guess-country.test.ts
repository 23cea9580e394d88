import { expect, test } from 'vitest';
import { guessCountry } from './guess-country.ts';

test.each([
  ['sw-KE', 'KE'],
  ['ar-SA,ar;q=0.9,en;q=0.8', 'SA'],
  ['en-IN;q=0.9, en', 'IN'],
  ['ur-Arab-PK', 'PK'],
  ['en-GB,en;q=0.9', 'AE'],
  ['en-US', 'AE'],
  ['ar', 'AE'],
  ['es-419', 'AE'],
  ['ar-XX', 'AE'],
  ['', 'AE'],
  ['*', 'AE'],
  [`${'a-'.repeat(10_000)}KE`, 'AE'],
])('%s is guessed to be in %s', (header, country) => {
  expect(guessCountry(header, 'AE')).toBe(country);
});

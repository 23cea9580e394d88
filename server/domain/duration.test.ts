import { expect, test } from 'vitest';
import { parseDuration } from './duration.ts';

test.each([
  ['0s', 0],
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['12h', 43_200_000],
  ['30d', 2_592_000_000],
  ['30 m', 1_800_000],
])('%s is %i milliseconds', (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(['', '30', 'm', '1.5h', '-1s', '1h30m', '30M', '9999999s', '30m\n5m', '٣٠m'])(
  '%j is no duration',
  (text) => {
    expect(parseDuration(text)).toBeNull();
  },
);

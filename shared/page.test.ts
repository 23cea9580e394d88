import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toSafePath, trimSlashes } from './page.ts';

test.each([
  '/',
  '/edit',
  '/edit/',
  '/edit?a=b&c=%20d',
  '/a.b-c_d~e+f',
  '/signin',
  "/files/x/a%20(1)!'*,;:@$.png",
  '/?a[]=1',
])('%s is kept', (path) => {
  expect(toSafePath(path)).toBe(path);
});

test.each([
  null,
  undefined,
  '',
  'edit',
  '//example.com',
  '/\\example.com',
  '\\/example.com',
  '/\n/example.com',
  '/\t/example.com',
  ' /edit',
  'https://example.com',
  'javascript:alert(1)',
  '/edit#x',
  '/edit\u2028',
  '/sign-in',
  '/sign-in?next=/edit',
])('%j is replaced by the path of the profile', (path) => {
  expect(toSafePath(path)).toBe('/');
});

test('no input leads a browser to another origin', () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '@',
    ':',
    '?',
    '#',
    '%',
    '\t',
    '\n',
    'a',
    'example.com',
    'https:',
  );
  const text = fc.oneof(
    fc.array(part).map((parts) => parts.join('')),
    fc.webUrl(),
    fc.string(),
  );
  fc.assert(
    fc.property(text, (path) => {
      expect(new URL(toSafePath(path), 'https://profile.example').origin).toBe('https://profile.example');
    }),
  );
});

test.each([
  ['/', ''],
  ['', ''],
  ['/edit', '/edit'],
  ['/edit//', '/edit'],
  ['//a//b/', '//a//b'],
])('%j without trailing slashes is %j', (path, trimmed) => {
  expect(trimSlashes(path)).toBe(trimmed);
});

test('a path with many slashes is trimmed in linear time', () => {
  const path = `${'/'.repeat(100_000)}x`;
  const start = process.cpuUsage();
  expect(trimSlashes(path)).toBe(path);
  expect(trimSlashes(path + path.slice(0, -1))).toBe(path);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
});

import { expect, test } from 'vitest';
import { isLoopback } from './loopback.ts';

test.each(['localhost', '127.0.0.1', '127.255.0.9', '::1', '[::1]'])('%s is loopback', (hostname) => {
  expect(isLoopback(hostname)).toBe(true);
});

test.each([
  '',
  '0.0.0.0',
  '192.0.2.1',
  '128.0.0.1',
  '127.0.0.1.example.com',
  '127.example.com',
  'localhost.example.com',
  'localhost.',
  '::',
  '2001:db8::1',
])('%s is not', (hostname) => {
  expect(isLoopback(hostname)).toBe(false);
});

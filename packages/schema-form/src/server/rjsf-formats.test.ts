import { expect, test } from 'vitest';
import { rjsfFormats } from './rjsf-formats.ts';

test.each([
  ['color', ['red', '#fff', '#A0b1C2', 'fff', 'rgb(0,10,255)', 'rgb( 1 , 2 , 3 )', 'rgb(0%, 50%, 100%)']],
  ['data-url', ['data:text/plain;base64,SGk=', 'data:;base64,', 'data:image/png;name=a;b.png;base64,AA==']],
])('%s accepts %j', (format, texts) => {
  expect(texts.filter((text) => !rjsfFormats[format]?.test(text))).toEqual([]);
});

test.each([
  ['color', ['', 'reddish', '#ff', '#ffff', 'rgb(0,0)', 'rgb(0,0,256)', 'rgb(101%,0%,0%)', '#fff ']],
  ['data-url', ['', 'data:text/plain,Hi', 'data:text/plain;base64', 'data:;base64,AA\nAA', 'xdata:;base64,']],
])('%s rejects %j', (format, texts) => {
  expect(texts.filter((text) => rjsfFormats[format]?.test(text))).toEqual([]);
});

test('a long text is checked in linear time', () => {
  const start = process.cpuUsage();
  expect(rjsfFormats['data-url']?.test(`data:;name=${';base64,'.repeat(130_000)}\n`)).toBe(false);
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(500);
});

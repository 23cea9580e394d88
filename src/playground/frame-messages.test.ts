import { afterEach, describe, expect, test, vi } from 'vitest';
import { isMessageToFrame, isMessageToPage, readMessage } from './frame-messages.ts';

afterEach(() => void vi.unstubAllGlobals());

test('a message counts only from the expected window of this origin', () => {
  const frame = {} as MessageEventSource;
  vi.stubGlobal('window', { location: { origin: 'https://profile.example' } });
  const read = (source: unknown, origin: string, sender: MessageEventSource | null = frame) =>
    readMessage({ source, origin, data: 'x' } as MessageEvent, sender);
  expect(read(frame, 'https://profile.example')).toBe('x');
  expect(read({}, 'https://profile.example')).toBeUndefined();
  expect(read(frame, 'https://attacker.example')).toBeUndefined();
  expect(read(frame, 'null')).toBeUndefined();
  expect(read(null, 'https://profile.example', null)).toBeUndefined();
});

describe('messages are checked', () => {
  const form = { schema: {}, ui_schema: {}, data: {}, errors: {}, validator: '/validators/a-B_1.js' };

  test.each([
    { kind: 'form', form, isWrapped: false },
    { kind: 'form', form: { ...form, validator: null }, isWrapped: true },
    { kind: 'data', data: {} },
    { kind: 'run-axe' },
  ])('to a frame: %j', (message) => expect(isMessageToFrame(message)).toBe(true));

  test.each([
    null,
    'form',
    { kind: 'form' },
    { kind: 'form', form: { ...form, schema: 1 }, isWrapped: false },
    { kind: 'form', form: { ...form, validator: 'https://attacker.example/a.js' }, isWrapped: false },
    { kind: 'form', form: { ...form, validator: '//attacker.example/a.js' }, isWrapped: false },
    { kind: 'form', form: { ...form, validator: '/validators/../files/a.js' }, isWrapped: false },
    { kind: 'data', data: [] },
    { kind: 'values' },
  ])('not to a frame: %j', (message) => expect(isMessageToFrame(message)).toBe(false));

  test.each([
    { kind: 'ready' },
    { kind: 'values', values: { data: {}, payload: {} }, isTyped: true },
    { kind: 'scripts', scripts: [{ name: '/a.js', compressed: 1, size: 2 }] },
    { kind: 'axe', violations: null },
    { kind: 'axe', violations: [{ rule: 'a', impact: 'b', help: 'c', targets: ['d'] }] },
  ])('to the page: %j', (message) => expect(isMessageToPage(message)).toBe(true));

  test.each([
    { kind: 'values', values: { data: {} } },
    { kind: 'values', values: { data: [], payload: {} } },
    { kind: 'scripts', scripts: [{ name: 1, compressed: 1, size: 2 }] },
    { kind: 'axe', violations: [{ rule: 'a' }] },
    { kind: 'axe' },
    { kind: 'run-axe' },
  ])('not to the page: %j', (message) => expect(isMessageToPage(message)).toBe(false));
});

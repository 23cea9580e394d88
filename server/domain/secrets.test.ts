import { expect, test } from 'vitest';
import {
  createCode,
  createToken,
  hashToken,
  hashWithSecrets,
  isSameHash,
  isToken,
  seal,
  unseal,
} from './secrets.ts';

const many = Array.from({ length: 1000 });

test('tokens are 32 random bytes that fit into a cookie', () => {
  const tokens = many.map(createToken);
  expect(new Set(tokens).size).toBe(tokens.length);
  for (const token of tokens) {
    expect(isToken(token)).toBe(true);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  }
});

test.each(['', 'x', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`, `${'A'.repeat(42)}\n`])(
  '%j is no token',
  (text) => {
    expect(isToken(text)).toBe(false);
  },
);

test.each([6, 8] as const)('codes of %i digits have no digit that is rarer than others', (length) => {
  const codes = many.map(() => createCode(length));
  for (const code of codes) expect(code).toMatch(new RegExp(`^\\d{${length}}$`));
  for (const digit of '0123456789') {
    const first = codes.filter((code) => code.startsWith(digit)).length;
    // 100 of 1000 are expected; fewer than 40 come once in a billion runs.
    expect(first).toBeGreaterThan(40);
  }
});

test('a token’s hash is its SHA-256', () => {
  expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('a keyed hash depends on the secret, the purpose and the text', () => {
  const hashes = [
    hashWithSecrets(['secret'], 'mobile', '1')[0],
    hashWithSecrets(['other'], 'mobile', '1')[0],
    hashWithSecrets(['secret'], 'address', '1')[0],
    hashWithSecrets(['secret'], 'mobile', '2')[0],
    hashWithSecrets(['secret'], 'mobile\0', '1')[0],
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
  expect(hashWithSecrets(['secret', 'other'], 'mobile', '1')).toEqual(hashes.slice(0, 2));
});

test('hashes are compared whatever their lengths', () => {
  expect([
    isSameHash('ab', 'ab'),
    isSameHash('ab', 'ac'),
    isSameHash('ab', 'abc'),
    isSameHash('', ''),
  ]).toEqual([true, false, false, true]);
  expect(isSameHash('é', 'ab')).toBe(false);
  // As many characters, and more bytes.
  expect(isSameHash('é'.repeat(64), 'a'.repeat(64))).toBe(false);
  expect(isSameHash('\ud800'.repeat(64), 'a'.repeat(64))).toBe(false);
});

test('a sealed text can be opened with its secret and for its purpose alone', () => {
  const text = 'نص, a text';
  const sealed = seal(['secret'], 'a', text);
  expect(unseal(['secret'], 'a', sealed)).toBe(text);
  expect(seal(['secret'], 'a', text)).not.toBe(sealed);
  expect(unseal(['another'], 'a', sealed)).toBeNull();
  expect(unseal(['another', 'secret'], 'a', sealed)).toBe(text);
  expect(unseal(['secret'], 'b', sealed)).toBeNull();
});

test('a value that was not sealed here, or was changed, is not opened', () => {
  const sealed = Buffer.from(seal(['secret'], 'a', 'text'), 'base64url');
  for (const index of sealed.keys()) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(unseal(['secret'], 'a', changed.toString('base64url'))).toBeNull();
    expect(unseal(['secret'], 'a', sealed.subarray(0, index).toString('base64url'))).toBeNull();
  }
});

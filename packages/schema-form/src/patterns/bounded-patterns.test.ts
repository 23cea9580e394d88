import { describe, expect, test } from 'vitest';
import { createBoundedPattern } from './bounded-patterns.ts';

describe('bounded patterns', () => {
  const texts = ['', 'a', 'abc', 'abc1', 'ab 12', 'free', 'ABCdef12', '1234', 'aa', 'x\ny1'];

  test.each([
    '^[a-c]+$',
    '^(?=.*\\d).{4,}$',
    '^(?=.*\\d)(?!.* )(?=.*[a-z]).*$',
    '^(?!free)',
    '^(?=a|x)(?:abc|x)',
  ])('%s matches what the browser’s engine matches', (source) => {
    const matches = (pattern: { test(text: string): boolean }) => texts.filter((text) => pattern.test(text));
    expect(matches(createBoundedPattern(source))).toEqual(matches(new RegExp(source, 'u')));
  });

  test.each(['(a)\\1', '^(?=(a))\\1', '(?<=a)b', 'a(?=b)', '(?=a)|b'])(
    '%s is left to the server',
    (source) => {
      expect(texts.every((text) => createBoundedPattern(source).test(text))).toBe(true);
    },
  );

  test.each(['^(a+)+$', '^(?=(a+)+$)b', '^(?!(a|aa)+$)', '(?:(?:a{999}){999}){999}'])(
    '%s does not hang',
    (source) => {
      // The browser's own engine would take years.
      createBoundedPattern(source).test(`${'a'.repeat(1000)}!`);
    },
  );

  test('an invalid regular expression is refused', () => {
    expect(() => createBoundedPattern('(')).toThrow(SyntaxError);
  });
});

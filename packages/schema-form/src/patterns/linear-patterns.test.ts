import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPattern, isLinearPattern, matchesPattern } from './linear-patterns.ts';
import * as native from './native-patterns.ts';
import { withPatternAnswers } from './pattern-answers.ts';

const characters = fc.constantFrom(...'ab1_- .\n\u00a0\u2028éب😀');

const atoms = fc.constantFrom(
  ...[
    'a',
    'b',
    '1',
    '.',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '[a-c]',
    '[^a\\d]',
    '[\\s_]',
    '[\\W]',
    '[^]',
    '[]',
  ],
  ...[
    '\\p{L}',
    '\\P{Lu}',
    '\\p{Script=Arabic}',
    '[\\p{L}\\d]',
    '\\u{1F600}',
    '\\u00e9',
    '\\x61',
    '\\n',
    '\\/',
    '[\\b-]',
    '[\\s\\S]',
    '[^\\S\\n]',
  ],
);

const { pattern } = fc.letrec<{ pattern: string; sequence: string; part: string }>((tie) => ({
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 3 }).map((all) => all.join('|')),
  sequence: fc
    .tuple(
      fc.constantFrom('', '^'),
      fc.array(fc.oneof(tie('part'), fc.constantFrom('\\b', '\\B')), { maxLength: 4 }),
      fc.constantFrom('', '$'),
    )
    .map(([start, parts, end]) => start + parts.join('') + end),
  part: fc
    .tuple(
      fc.oneof(
        { maxDepth: 3 },
        atoms,
        tie('pattern').map((inner) => `(?:${inner})`),
        tie('pattern').map((inner) => `(${inner})`),
      ),
      fc.constantFrom('', '*', '+', '?', '*?', '{2}', '{0}', '{1,3}', '{2,}?'),
    )
    .map(([atom, quantifier]) => atom + quantifier),
}));

describe('linear patterns', () => {
  test('match what the browser’s engine matches', () => {
    fc.assert(
      fc.property(pattern, fc.array(characters, { maxLength: 8 }), (source, text) => {
        // The sandbox matches repetitions that are nested too deep.
        fc.pre(isLinearPattern(source));
        expect(matchesPattern(source, text.join(''))).toBe(native.matchesPattern(source, text.join('')));
      }),
      { numRuns: 2000 },
    );
  });

  test('match white space, digits and line ends as ECMA-262 defines them', () => {
    for (const source of [
      '^\\s$',
      '^\\S$',
      '^[\\S]$',
      '^[^\\S]$',
      '^\\d$',
      '^\\w$',
      '^.$',
      '^[^\\d]$',
      '\\bx',
    ]) {
      for (let code = 0; code <= 0xffff; code += 1) {
        const text = String.fromCharCode(code);
        if (matchesPattern(source, text) !== native.matchesPattern(source, text)) {
          expect.fail(`${source} differs for ${code.toString(16)}`);
        }
      }
    }
  });

  test.each(['^(a+)+$', '^(a|aa)+$', '^([a-z]+)*!$', '(.*)*x', '^(?:\\w+\\s?)+$'])(
    '%s takes linear time',
    (source) => {
      const start = process.cpuUsage();
      expect(matchesPattern(source, `${'a'.repeat(50_000)}\n!`)).toBe(false);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
    },
  );

  test.each(['(?=a)b', '(?!a)b', '(?<=a)b', '(?<!a)b', '(a)\\1', '(?<n>a)\\k<n>', '\\p{Emoji}', 'a{1001}'])(
    '%s is matched in the sandbox',
    (source) => {
      expect(isLinearPattern(source)).toBe(false);
    },
  );

  test.each([
    ['is too long', 'a'.repeat(20_000)],
    ['is nested too deep', '('.repeat(4000) + ')'.repeat(4000)],
    ['repeats too much', '(?:(?:a{999}){999}){999}'],
  ])('a pattern that %s is matched in the sandbox', (_, source) => {
    expect(isLinearPattern(source)).toBe(false);
  });

  test('an invalid regular expression matches nothing and does not compile', () => {
    expect(matchesPattern('(', '(')).toBe(false);
    expect(() => createPattern('(')).toThrow(SyntaxError);
  });
});

describe('patterns in the sandbox', () => {
  const source = '^(?=.*\\d).{3,}$';
  const match = (questions: readonly (readonly [string, string])[]) =>
    Promise.resolve(questions.map(([pattern, text]) => native.matchesPattern(pattern, text)));

  test('are answered while the answers are awaited', async () => {
    const work = () => ['abc1', 'abcd'].map((text) => createPattern(source).test(text));
    expect(await withPatternAnswers(match, work)).toEqual([true, false]);
  });

  test('take several rounds if one answer leads to the next question', async () => {
    const rule = createPattern(source);
    const work = () => (rule.test('abc1') ? rule.test('x') || rule.test('xyz2') : false);
    expect(await withPatternAnswers(match, work)).toBe(true);
  });

  test('do not accept a value before it is checked', () => {
    expect(createPattern(source).test('abc1')).toBe(false);
    // A pending answer counts as a match here; otherwise a writeOnly subschema would be skipped.
    expect(matchesPattern(source, 'x')).toBe(true);
  });

  test('are used for a text that would take the server too long', async () => {
    const slow = '^[ab]*a[ab]{900}[cd]$';
    const text = 'ab'.repeat(50_000);
    expect(isLinearPattern(slow)).toBe(true);
    const asked: string[] = [];
    await withPatternAnswers(
      (questions) => {
        asked.push(...questions.map(([pattern]) => pattern));
        return Promise.resolve([true]);
      },
      () => matchesPattern(slow, text),
    );
    expect(asked).toEqual([slow]);
  });
});

/**
 * Patterns of strangers' schemas in the browser. Against denial of service: a pattern such as `^(a+)+$` takes exponential
 * time on the browser's engine, and a page can't stop it. Patterns run on RE2. What RE2 can't run is left to the server.
 */
import { type AST, RegExpParser } from '@eslint-community/regexpp';
import { type Pattern, replaceEngine } from './native-patterns.ts';
import { compileRe2, type Re2Pattern } from './re2-patterns.ts';

/** Creates a pattern that takes linear time. A text that it can't decide on counts as a match. */
export function createBoundedPattern(source: string): Pattern {
  const conditions = findConditions(source);
  return {
    test: (text) =>
      conditions.every(({ pattern, isNegated }) => (pattern?.test(text) ?? !isNegated) !== isNegated),
  };
}

/** Makes every pattern of the page take linear time, also those of conditions. */
export function boundPatterns(): void {
  replaceEngine(createBoundedPattern);
}

/** A pattern that a text must match, or must not match; null if RE2 can't run it. */
interface Condition {
  pattern: Re2Pattern | null;
  isNegated: boolean;
}

/** The maximum length of a pattern that is parsed, because the parser is recursive. */
const maxLength = 10_000;

/**
 * Splits a pattern that begins with look-aheads, such as `^(?=.*\d)(?!.* ).{8,}$`: each of them is a pattern of its own
 * from the same position, and RE2 has no look-ahead.
 */
function findConditions(source: string): Condition[] {
  const undecided = { pattern: null, isNegated: false };
  const whole = compileRe2(source);
  if (whole) return [{ pattern: whole, isNegated: false }];
  if (source.length > maxLength) return [undecided];
  try {
    const [alternative, ...others] = parseAlternatives(source);
    const [start, ...elements] = alternative?.elements ?? [];
    if (others.length > 0 || start?.type !== 'Assertion' || start.kind !== 'start') return [undecided];
    const count = elements.findIndex((element) => !isLookahead(element));
    const ahead = count === -1 ? elements : elements.slice(0, count);
    const rest = elements.slice(ahead.length).map(({ raw }) => raw);
    return [
      ...ahead.filter(isLookahead).map(({ raw, negate }) => ({
        pattern: compileRe2(`^(?:${raw.slice('(?='.length, -1)})`),
        isNegated: negate,
      })),
      { pattern: compileRe2(`^${rest.join('')}`), isNegated: false },
    ];
  } catch (error) {
    // A part refers to a group of another part, or is nested too deep for the parser's stack.
    if (error instanceof SyntaxError || error instanceof RangeError) return [undecided];
    throw error;
  }
}

function parseAlternatives(source: string): readonly AST.Alternative[] {
  const parser = new RegExpParser({ ecmaVersion: 2025 });
  return parser.parsePattern(source, undefined, undefined, { unicode: true }).alternatives;
}

function isLookahead(element: AST.Element): element is AST.LookaheadAssertion {
  return element.type === 'Assertion' && element.kind === 'lookahead';
}

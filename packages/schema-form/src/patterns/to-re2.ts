import { type AST, RegExpParser } from '@eslint-community/regexpp';

/** The maximum length of a pattern that is parsed, because the parser is recursive. */
const maxSourceLength = 10_000;
/**
 * The maximum number of instructions. RE2 expands repetitions, so this bounds the memory and time of a
 * pattern.
 */
const maxProgramSize = 10_000;

const digits = '0-9';
const words = '0-9A-Za-z_';
/** White space and line ends of ECMA-262. RE2's `\s` matches only ASCII. */
const spaces =
  '\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';
const nonSpaces =
  '\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}' +
  '\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}';

const anything = '[\\x{0}-\\x{10ffff}]';
const nothing = '[^\\x{0}-\\x{10ffff}]';

/** Reports a feature that RE2 lacks, such as look-ahead. */
class UnsupportedFeature extends Error {}

/**
 * Translates an ECMA-262 pattern to the syntax of RE2. Null for a pattern with a feature that RE2 lacks
 * (look-around, back-references), and for one that is too large.
 */
export function toRe2(source: string): string | null {
  if (source.length > maxSourceLength) return null;
  try {
    const { alternatives } = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(
      source,
      undefined,
      undefined,
      {
        unicode: true,
      },
    );
    return getSize(alternatives) > maxProgramSize ? null : printAlternatives(alternatives);
  } catch (error) {
    // The syntax is newer than the parser, or nested too deep for its stack.
    if (error instanceof UnsupportedFeature || error instanceof RangeError || error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}

/** Estimates the number of RE2's instructions. */
function getSize(alternatives: readonly AST.Alternative[]): number {
  return alternatives.reduce(
    (sum, { elements }) => sum + elements.reduce((all, one) => all + sizeOf(one), 1),
    0,
  );
}

function sizeOf(element: AST.Element): number {
  if (element.type === 'Quantifier') {
    const { min, max } = element;
    return sizeOf(element.element) * (Number.isFinite(max) ? Math.max(max, 1) : min + 1);
  }
  return 'alternatives' in element ? getSize(element.alternatives) : 1;
}

function printAlternatives(alternatives: readonly AST.Alternative[]): string {
  const printed = alternatives.map(({ elements }) => elements.map(printElement).join(''));
  return `(?:${printed.join('|')})`;
}

function printElement(element: AST.Element): string {
  switch (element.type) {
    case 'Assertion':
      return printAssertion(element);
    case 'Quantifier':
      return printElement(element.element) + printRange(element) + (element.greedy ? '' : '?');
    case 'CapturingGroup':
      return printAlternatives(element.alternatives);
    case 'Group':
      if (element.modifiers) throw new UnsupportedFeature();
      return printAlternatives(element.alternatives);
    case 'CharacterClass':
      return printClass(element);
    case 'CharacterSet':
      return printSet(element);
    case 'Character':
      return printCharacter(element.value);
    default:
      throw new UnsupportedFeature();
  }
}

function printAssertion(assertion: AST.Assertion): string {
  switch (assertion.kind) {
    case 'start':
      return '\\A';
    case 'end':
      return '\\z';
    case 'word':
      // RE2's `\B` also matches between the bytes of a character, which ECMA-262 does not consider a
      // position.
      if (assertion.negate) throw new UnsupportedFeature();
      return '\\b';
    default:
      throw new UnsupportedFeature();
  }
}

function printRange({ min, max }: AST.Quantifier): string {
  if (max === min) return `{${min}}`;
  if (Number.isFinite(max)) return `{${min},${max}}`;
  if (min > 1) return `{${min},}`;
  return min === 1 ? '+' : '*';
}

function printClass({ negate, elements }: AST.CharacterClass): string {
  if (elements.length === 0) return negate ? anything : nothing;
  const printed = elements.map((element) => {
    switch (element.type) {
      case 'Character':
        return printCharacter(element.value);
      case 'CharacterClassRange':
        return `${printCharacter(element.min.value)}-${printCharacter(element.max.value)}`;
      case 'CharacterSet':
        return printSetInClass(element);
      default:
        throw new UnsupportedFeature();
    }
  });
  return `[${negate ? '^' : ''}${printed.join('')}]`;
}

type InClass = AST.EscapeCharacterSet | AST.UnicodePropertyCharacterSet;

function printSet(set: AST.CharacterSet): string {
  if (set.kind === 'any') return '[^\\n\\r\\x{2028}\\x{2029}]';
  if (set.kind === 'property') return printProperty(set);
  return `[${set.negate ? '^' : ''}${getMembers(set)}]`;
}

function printSetInClass(set: InClass): string {
  if (set.kind === 'property') return printProperty(set);
  if (!set.negate) return getMembers(set);
  return { digit: '\\D', word: '\\W', space: nonSpaces }[set.kind];
}

function getMembers({ kind }: AST.EscapeCharacterSet): string {
  return { digit: digits, word: words, space: spaces }[kind];
}

/** Prints general categories and scripts. RE2 has no other properties with the same meaning. */
function printProperty({ key, value, negate }: AST.UnicodePropertyCharacterSet): string {
  const name = value ?? key;
  const isCategory = /^(?:General_Category|gc)$/.test(key) || (value === null && /^[A-Z][a-z]?$/.test(key));
  const isScript = /^(?:Script|sc)$/.test(key);
  if (!name || !/^\w+$/.test(name) || !(isCategory || isScript)) throw new UnsupportedFeature();
  return `\\${negate ? 'P' : 'p'}{${name}}`;
}

function printCharacter(codePoint: number): string {
  return `\\x{${codePoint.toString(16)}}`;
}

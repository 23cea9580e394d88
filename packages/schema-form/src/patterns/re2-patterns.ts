import { RE2JS } from 're2js';
import { toRe2 } from './to-re2.ts';

/** The maximum work of a match in instructions times characters, which takes about 50 ms. */
const maxWork = 2_000_000;
/**
 * The maximum number of instructions of all cached patterns, which suffices for thousands of ordinary
 * patterns.
 */
const maxKnownSize = 500_000;
/** The work of a match after which the states that RE2 caches (up to 8 MB) are dropped. */
const maxKeptWork = 50_000;

/** A pattern that RE2 runs in linear time. */
export interface Re2Pattern {
  /** Returns whether a text matches; null for a text that takes RE2 too long. */
  test(text: string): boolean | null;
}

interface KnownPattern extends Re2Pattern {
  size: number;
}

const known = new Map<string, KnownPattern | null>();
let knownSize = 0;

/**
 * Compiles a pattern for RE2 or returns the cached one. Null if RE2 can't run it. Throws SyntaxError if it is
 * invalid.
 */
export function compileRe2(source: string): Re2Pattern | null {
  const before = known.get(source);
  if (before !== undefined) return before;
  new RegExp(source, 'u');
  const compiled = translate(source);
  // For a pattern that RE2 can't run, the length of its text counts.
  const size = compiled?.size ?? source.length;
  if (knownSize + size > maxKnownSize) {
    known.clear();
    knownSize = 0;
  }
  knownSize += size;
  known.set(source, compiled);
  return compiled;
}

function translate(source: string): KnownPattern | null {
  const translated = toRe2(source);
  if (translated === null) return null;
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(translated);
  } catch {
    // RE2 does not know a script, or a repetition exceeds its bound.
    return null;
  }
  const size = compiled.programSize();
  return {
    size,
    test(text) {
      const work = size * text.length;
      if (work > maxWork) return null;
      const matches = compiled.test(text);
      if (work > maxKeptWork) compiled.reset();
      return matches;
    },
  };
}

/**
 * Implements `#patterns` on the server. Against denial of service: a pattern such as `^(a+)+$` takes
 * exponential time on Node's engine, so that one text could stop the server. Patterns run on RE2, which takes
 * linear time. The sandbox matches patterns with features that RE2 lacks; see pattern-answers.ts.
 */
import { RE2JS } from 're2js';
import { createPattern as createNativePattern, type Pattern } from './native-patterns.ts';
import { askSandbox } from './pattern-answers.ts';
import { toRe2 } from './to-re2.ts';

/**
 * The maximum work of a match in instructions times characters, which takes about 50 ms. Longer matches go to
 * the sandbox.
 */
const maxWork = 2_000_000;
/**
 * The maximum number of instructions of all cached patterns, which suffices for thousands of ordinary
 * patterns.
 */
const maxKnownSize = 500_000;
/** The work of a match after which the states that RE2 caches (up to 8 MB) are dropped. */
const maxKeptWork = 50_000;

const known = new Map<string, RE2JS | null>();
let knownSize = 0;

/**
 * Compiles a pattern or returns the cached one. Null if RE2 can't run it. Throws SyntaxError if it is
 * invalid.
 */
function compile(source: string): RE2JS | null {
  const before = known.get(source);
  if (before !== undefined) return before;
  createNativePattern(source);
  const compiled = compileRe2(source);
  // For a pattern that RE2 can't run, the length of its text counts.
  const size = compiled?.programSize() ?? source.length;
  if (knownSize + size > maxKnownSize) {
    known.clear();
    knownSize = 0;
  }
  knownSize += size;
  known.set(source, compiled);
  return compiled;
}

function compileRe2(source: string): RE2JS | null {
  const translated = toRe2(source);
  if (translated === null) return null;
  try {
    return RE2JS.compile(translated);
  } catch {
    // RE2 does not know a script, or a repetition exceeds its bound.
    return null;
  }
}

/** Returns whether RE2 can run a pattern; throws SyntaxError if it is invalid. */
export function isLinearPattern(source: string): boolean {
  return compile(source) !== null;
}

function test(source: string, compiled: RE2JS | null, text: string): boolean | null {
  const work = compiled ? compiled.programSize() * text.length : Number.POSITIVE_INFINITY;
  if (!compiled || work > maxWork) return askSandbox(source, text);
  const matches = compiled.test(text);
  if (work > maxKeptWork) compiled.reset();
  return matches;
}

/**
 * Creates a pattern that is matched in linear time or in the sandbox; throws SyntaxError if it is invalid.
 */
export function createPattern(source: string): Pattern {
  const compiled = compile(source);
  // A value counts as invalid until the sandbox has answered.
  return { test: (text) => test(source, compiled, text) ?? false };
}

/**
 * Returns whether a text matches. It returns true until the sandbox has answered, so that no subschema is
 * skipped.
 */
export function matchesPattern(source: string, text: string): boolean {
  try {
    return test(source, compile(source), text) ?? true;
  } catch {
    return false;
  }
}

/**
 * Implements `#patterns` on the server. Against denial of service: a pattern such as `^(a+)+$` takes
 * exponential time on Node's engine, so that one text could stop the server. Patterns run on RE2, which takes
 * linear time. The sandbox matches patterns with features that RE2 lacks, and texts that take RE2 too long; see
 * pattern-answers.ts.
 */
import type { Pattern } from './native-patterns.ts';
import { askSandbox } from './pattern-answers.ts';
import { compileRe2, type Re2Pattern } from './re2-patterns.ts';

/** Returns whether RE2 can run a pattern; throws SyntaxError if it is invalid. */
export function isLinearPattern(source: string): boolean {
  return compileRe2(source) !== null;
}

function test(source: string, compiled: Re2Pattern | null, text: string): boolean | null {
  return compiled?.test(text) ?? askSandbox(source, text);
}

/**
 * Creates a pattern that is matched in linear time or in the sandbox; throws SyntaxError if it is invalid.
 */
export function createPattern(source: string): Pattern {
  const compiled = compileRe2(source);
  // A value counts as invalid until the sandbox has answered.
  return { test: (text) => test(source, compiled, text) ?? false };
}

/**
 * Returns whether a text matches. It returns true until the sandbox has answered, so that no subschema is
 * skipped.
 */
export function matchesPattern(source: string, text: string): boolean {
  try {
    return test(source, compileRe2(source), text) ?? true;
  } catch {
    return false;
  }
}

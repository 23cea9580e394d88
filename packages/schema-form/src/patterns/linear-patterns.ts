/**
 * `#patterns` on the server. An author's pattern such as `^(a+)+$` takes exponential time on Node's
 * own engine, which lets one text stop the server. So patterns run on RE2, whose time is linear; what
 * RE2 lacks is left to the sandbox, see pattern-answers.ts.
 */
import { RE2JS } from 're2js';
import { createPattern as createNativePattern, type Pattern } from './native-patterns.ts';
import { askSandbox } from './pattern-answers.ts';
import { toRe2 } from './to-re2.ts';

/** Instructions times characters: some 50 ms. Longer work goes to the sandbox too. */
const maxWork = 2_000_000;
/** Instructions of the compiled patterns that are kept: thousands of usual ones. */
const maxKnownSize = 500_000;
/** Instructions times characters of a match after which RE2's states are dropped; they may take 8 MB. */
const maxKeptWork = 50_000;

const known = new Map<string, RE2JS | null>();
let knownSize = 0;

/** Null where RE2 can't run it; throws SyntaxError for what is not a regular expression. */
function compile(source: string): RE2JS | null {
  const before = known.get(source);
  if (before !== undefined) return before;
  createNativePattern(source);
  const compiled = compileAnew(source);
  // A pattern that RE2 can't run counts by the length of its text.
  const size = compiled?.programSize() ?? source.length;
  if (knownSize + size > maxKnownSize) {
    known.clear();
    knownSize = 0;
  }
  knownSize += size;
  known.set(source, compiled);
  return compiled;
}

function compileAnew(source: string): RE2JS | null {
  const translated = toRe2(source);
  if (translated === null) return null;
  try {
    return RE2JS.compile(translated);
  } catch {
    // A script that it does not know, or a repetition beyond its bound.
    return null;
  }
}

/** Whether RE2 runs a pattern; throws SyntaxError for what is not a regular expression. */
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

/** Throws SyntaxError for what is not a regular expression. */
export function createPattern(source: string): Pattern {
  const compiled = compile(source);
  // A value counts as wrong until the sandbox has said otherwise.
  return { test: (text) => test(source, compiled, text) ?? false };
}

/** Returns true while the sandbox has not answered, so that a subschema is never skipped. */
export function matchesPattern(source: string, text: string): boolean {
  try {
    return test(source, compile(source), text) ?? true;
  } catch {
    return false;
  }
}

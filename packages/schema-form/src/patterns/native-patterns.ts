/** Implements `#patterns` in the browser: the patterns of schemas run on the browser's own engine. */

/** A compiled `pattern` of a schema. */
export interface Pattern {
  test(text: string): boolean;
}

/**
 * Compiles a pattern as JSON Schema defines it (ECMA-262 with the `u` flag); throws SyntaxError if it is
 * invalid.
 */
export function createPattern(source: string): Pattern {
  const native = new RegExp(source, 'u');
  return bound?.(source) ?? native;
}

/** Returns whether a text matches a pattern; false if the pattern is not a regular expression. */
export function matchesPattern(source: string, text: string): boolean {
  try {
    return createPattern(source).test(text);
  } catch {
    return false;
  }
}

let bound: ((source: string) => Pattern) | null = null;

/** Replaces the engine of a page that renders the schemas of strangers. */
export function replaceEngine(create: (source: string) => Pattern): void {
  bound = create;
}

import { readFileSync } from 'node:fs';

/**
 * Reads a JSON file of the operator. Throws SyntaxError for what is no JSON, and what `readFileSync` throws. A byte order
 * mark, with which some editors begin a file, is ignored, as RFC 8259 (8.1) allows.
 */
export function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
}

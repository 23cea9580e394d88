/** Types that a form without script submits for values whose schema names none. */
import type { NumberReader } from './coercion.ts';
import { isGuessed } from './guess-schema.ts';
import { getTypes, type JsonValue } from './json-schema.ts';
import type { Node } from './nodes.ts';

/**
 * The suffix of the field that holds the type of a value: `root[anything]__type`. It is `string`, `number`, `boolean`, or
 * `jsonType`.
 */
export const typeSuffix = '__type';

/** The type of a list or an object that the form does not edit: the field holds its JSON text. */
export const jsonType = 'json';

/**
 * Returns whether a form has to submit the type of a value: its field holds a number or a boolean, but its schemas name
 * no type, or another branch or condition allows a text.
 */
export function needsType({ type, possible }: Node): boolean {
  if (type !== 'number' && type !== 'boolean') return false;
  const types = possible.flatMap(getTypes);
  return types.length === 0 || types.includes('string') || possible.some(isGuessed);
}

/** Returns the value of a submitted text; null for a text, and if the text does not fit the type. */
export function readSubmitted(text: string, type: string, read: NumberReader): JsonValue {
  if (type === 'number') return read(text);
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : null;
  return type === jsonType ? parseJson(text) : null;
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

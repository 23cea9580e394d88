import { isJsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';

/** Returns a schema for the value of an open map's entry, derived from the value. */
export function guessSchema(value: JsonValue | undefined): JsonSchema {
  if (Array.isArray(value)) return guessed.array;
  if (isJsonObject(value)) return guessed.object;
  if (typeof value === 'number') return guessed.number;
  return typeof value === 'boolean' ? guessed.boolean : guessed.string;
}

const guessed = {
  array: { type: 'array', items: { 'x-types': ['string', 'number', 'boolean'] } },
  object: { type: 'object', additionalProperties: true },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  string: { type: 'string' },
} satisfies Record<string, JsonSchema>;

/** Returns whether a schema is derived from a value. */
export function isGuessed(schema: JsonSchema): boolean {
  return Object.values<JsonSchema>(guessed).includes(schema);
}

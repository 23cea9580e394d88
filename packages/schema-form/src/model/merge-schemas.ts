/** Merges the schemas of one value into one schema. */
import { deepEquals } from './deep-equals.ts';
import { getNormalizations, type JsonSchema, type JsonValue } from './json-schema.ts';

/**
 * Keywords that are skipped: they concern other values, were evaluated already, or are merged separately
 * below.
 */
const evaluated =
  /^(\$.*|allOf|anyOf|oneOf|not|if|then|else|depend.*|definitions|required|contains|properties|patternProperties|additionalProperties|items|additionalItems|readOnly|writeOnly|deprecated|discriminator|type|enum|x-titles|x-descriptions|x-normalize|x-forgive|x-ref)$/;

const flags = ['readOnly', 'writeOnly', 'deprecated', 'uniqueItems'] as const;
const lowerLimits = new Set(['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties']);
const upperLimits = new Set(['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties']);

/**
 * Merges the schemas of one value. The first annotation of each kind counts. Assertions are combined into the
 * narrowest limits and the types and options that all schemas allow. `isNaming` returns whether the title and
 * description of a schema apply to the value.
 */
export function mergeSchemas(
  schemas: readonly JsonSchema[],
  isNaming: (schema: JsonSchema) => boolean = () => true,
): JsonSchema {
  const only = schemas[0];
  if (only && schemas.length === 1 && isNaming(only)) return only;
  const merged: JsonSchema = {};
  for (const schema of schemas) {
    for (const [keyword, value] of Object.entries(schema)) {
      if (evaluated.test(keyword)) continue;
      if ((keyword === 'title' || keyword === 'description') && !isNaming(schema)) continue;
      const before = merged[keyword];
      merged[keyword] = before === undefined ? value : narrow(keyword, before, value);
    }
    for (const flag of flags) if (schema[flag] === true) merged[flag] = true;
    mergeTypes(merged, schema);
    mergeOptions(merged, schema);
    const rules = getNormalizations(schema);
    if (rules.length > 0) merged['x-normalize'] = [...(merged['x-normalize'] ?? []), ...rules];
  }
  return merged;
}

function narrow(keyword: string, before: unknown, value: unknown): unknown {
  if (typeof before !== 'number' || typeof value !== 'number') return before;
  if (lowerLimits.has(keyword)) return Math.max(before, value);
  return upperLimits.has(keyword) ? Math.min(before, value) : before;
}

function mergeTypes(merged: JsonSchema, schema: JsonSchema): void {
  if (schema.type === undefined) return;
  if (merged.type === undefined) {
    merged.type = schema.type;
    return;
  }
  const [before, own] = [getAllTypes(merged), getAllTypes(schema)];
  const both = before.filter((type) => own.includes(type) || (type === 'integer' && own.includes('number')));
  if (own.includes('integer') && before.includes('number') && !both.includes('number')) both.push('integer');
  // If the types contradict each other, the validator reports that.
  if (both.length > 0) merged.type = both.length === 1 ? String(both[0]) : both;
}

function getAllTypes({ type }: JsonSchema): string[] {
  return Array.isArray(type) ? type : type === undefined ? [] : [type];
}

function mergeOptions(merged: JsonSchema, schema: JsonSchema): void {
  const { enum: own } = schema;
  if (!Array.isArray(own)) return;
  const { enum: before } = merged;
  const both = before?.filter((option) => own.some((other) => deepEquals(option, other)));
  if (both && (both.length === 0 || both.length === before?.length)) return;
  const [source, options] = both ? [merged, both] : [schema, own];
  for (const keyword of ['x-titles', 'x-descriptions']) {
    const texts = pickTexts(source, keyword, options);
    if (texts) merged[keyword] = texts;
    else delete merged[keyword];
  }
  merged.enum = options;
}

/** Returns the titles or descriptions of these options; null if the schema has none. */
function pickTexts(schema: JsonSchema, keyword: string, options: readonly JsonValue[]): unknown[] | null {
  const texts = schema[keyword];
  if (!Array.isArray(texts) || !schema.enum) return null;
  const all = schema.enum;
  return options.map((option) => texts[all.findIndex((other) => deepEquals(other, option))]);
}

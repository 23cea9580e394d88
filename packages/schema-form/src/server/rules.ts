import { createHash } from 'node:crypto';
import { isJsonObject, type JsonSchema } from '../model/json-schema.ts';
import { isSchemaIn } from '../model/subschemas.ts';
import { bundleSchema } from './metaschemas.ts';

/** Keywords that do not affect validation. */
const annotations = new Set([
  'title',
  'description',
  '$comment',
  'default',
  'examples',
  'readOnly',
  'writeOnly',
]);

const hashes = new WeakMap<JsonSchema, string>();

/**
 * Returns a hash of the assertions of a schema. Schemas that differ only in their texts and in the order of their
 * options have the same hash and share one validator.
 */
export function hashRules(schema: JsonSchema): string {
  const hash = hashes.get(schema) ?? createHashOfRules(bundleSchema(schema));
  hashes.set(schema, hash);
  return hash;
}

function createHashOfRules(root: JsonSchema): string {
  const keep = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(keep);
    if (!isJsonObject(value)) return value;
    const isSchema = isSchemaIn(root, value as JsonSchema);
    const kept = Object.entries(value).filter(([key]) => !(isSchema && annotations.has(key)));
    const keepMember = (key: string, child: unknown) =>
      isSchema && key === 'enum' && Array.isArray(child)
        ? child.map((option) => JSON.stringify(option)).sort()
        : keep(child);
    return Object.fromEntries(kept.map(([key, child]) => [key, keepMember(key, child)]));
  };
  return createHash('sha256')
    .update(JSON.stringify(keep(root)))
    .digest('base64url');
}

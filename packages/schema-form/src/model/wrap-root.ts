import { toInternalDialect } from './dialects.ts';
import {
  allowsNull,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  toList,
  type UiSchema,
} from './json-schema.ts';
import { followReference, resolveSchema } from './schema-references.ts';
import { inferType } from './schema-types.ts';

/** A form about an object that wraps a value of another type. */
export interface WrappedRoot {
  schema: JsonSchema;
  uiSchema: UiSchema;
}

/** The only property of the object. */
const key = 'value';
const address = 'urn:schema-form:root';

/** Options that always belong to the root of a uiSchema. */
const rootOptions = /^ui:(submitButtonOptions|globalOptions|definitions)$/;

/**
 * Wraps a schema for a list, a text, a number or a boolean, because a form is about an object. Returns an
 * object schema with that value as its only property, and a uiSchema for it; null if the schema may match an
 * object. See `unwrapRoot`.
 */
export function wrapRoot(root: JsonSchema, uiSchema: UiSchema): WrappedRoot | null {
  const internal = toInternalDialect(root);
  if (canBeObject(internal, internal, new Set())) return null;
  const isOptional = allowsNull(resolveSchema(internal, internal) ?? internal);
  const wrapper: JsonSchema = {
    type: 'object',
    properties: { [key]: { $ref: address } },
    ...(!isOptional && { required: [key] }),
  };
  // The conversion adjusts its references, which are pointers into the schema itself.
  const $schema = 'https://json-schema.org/draft/2019-09/schema';
  const schema = toInternalDialect(wrapper, [{ ...internal, $schema, $id: address }]);
  const options = Object.entries(uiSchema);
  return {
    schema,
    uiSchema: {
      ...Object.fromEntries(options.filter(([name]) => rootOptions.test(name))),
      [key]: Object.fromEntries(options.filter(([name]) => !rootOptions.test(name))),
    },
  };
}

/** Returns the data of a wrapped form for a value; an empty object if there is no value. */
export function wrapData(value: JsonValue | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value };
}

/** Returns the value from the data of a wrapped form, which is what the form sends. */
export function unwrapRoot(data: JsonObject): JsonValue {
  return Object.hasOwn(data, key) ? (data[key] ?? null) : null;
}

function canBeObject(root: JsonSchema, schema: unknown, seen: Set<unknown>): boolean {
  if (!isJsonObject(schema)) return schema !== false;
  if (seen.has(schema)) return true;
  seen.add(schema);
  const { type, enum: values, const: constant, allOf, anyOf, oneOf } = schema as JsonSchema;
  const inferred = type ?? inferType(schema as JsonSchema).type;
  if (inferred !== undefined && ![inferred].flat().includes('object')) return false;
  if (constant !== undefined && !isJsonObject(constant)) return false;
  if (Array.isArray(values) && !values.some(isJsonObject)) return false;
  const target = followReference(root, schema as JsonSchema);
  if (target && !canBeObject(root, target, seen)) return false;
  if (!toList(allOf).every((subschema) => canBeObject(root, subschema, seen))) return false;
  return [anyOf, oneOf].every(
    (branches) => !Array.isArray(branches) || branches.some((branch) => canBeObject(root, branch, seen)),
  );
}

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

/** A form about an object, for a schema of another kind of value. */
export interface WrappedRoot {
  schema: JsonSchema;
  uiSchema: UiSchema;
}

/** The only property of the object. */
const key = 'value';
const address = 'urn:schema-form:root';

/** These stand at the root of a uiSchema, whatever its form is about. */
const rootOptions = /^ui:(submitButtonOptions|globalOptions|definitions)$/;

/**
 * A form is about an object. For a schema of a list, a text, a number or a boolean this is an object schema with that
 * value as its one property, and a uiSchema for it; null for a schema that an object may match. See `unwrapRoot`.
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
  // Its references are pointers into itself, which the conversion changes.
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

/** The data of a wrapped form for a value; without a value there are none. */
export function wrapData(value: JsonValue | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value };
}

/** The value itself in the data of a wrapped form: what the form sends. */
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
  if (!toList(allOf).every((part) => canBeObject(root, part, seen))) return false;
  return [anyOf, oneOf].every(
    (branches) => !Array.isArray(branches) || branches.some((branch) => canBeObject(root, branch, seen)),
  );
}

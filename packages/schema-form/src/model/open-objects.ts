/** Which members an object may have beyond those that its schemas name. */
import { getUiOption, isJsonObject, type JsonObject, type JsonSchema } from './json-schema.ts';
import type { Node } from './nodes.ts';

/** Returns whether any of the schemas states which members an object has. */
export function describesMembers(active: readonly JsonSchema[]): boolean {
  return active.some(
    (schema) => Object.keys(schema.properties ?? {}).length > 0 || schema.additionalProperties === false,
  );
}

/** Returns whether the schemas state nothing about the members of an object. */
export function allowsAnyMembers(active: readonly JsonSchema[]): boolean {
  return !describesMembers(active) && active.some((schema) => schema.additionalProperties === true);
}

/** Returns whether the schemas describe members that they do not name. */
export function isOpen(active: readonly JsonSchema[]): boolean {
  return active.some((schema) => schema.additionalProperties || schema.patternProperties);
}

/** Returns the names that the entries of a map may have (`propertyNames: {enum}`); null if any name is allowed. */
export function getPossibleKeys(active: readonly JsonSchema[]): readonly string[] | null {
  const [first, ...others] = active.flatMap(({ propertyNames }) =>
    isJsonObject(propertyNames) && Array.isArray(propertyNames.enum) ? [propertyNames.enum] : [],
  );
  if (!first) return null;
  if (others.length === 0 && first.every((key) => typeof key === 'string')) return first;
  return first.filter(
    (key): key is string => typeof key === 'string' && others.every((other) => other.includes(key)),
  );
}

type OpenObject = Pick<Node, 'active' | 'uiSchema' | 'schema' | 'isDisabled' | 'isReadOnly'>;

/** Returns whether people may add a member to an object. */
export function canAddMember(node: OpenObject, object: JsonObject): boolean {
  const { active, uiSchema, schema, isDisabled, isReadOnly } = node;
  const isClosed = active.some(
    (subschema) => subschema.additionalProperties === false && !subschema.patternProperties,
  );
  const { maxProperties } = schema;
  const isFull = typeof maxProperties === 'number' && Object.keys(object).length >= maxProperties;
  const keys = getPossibleKeys(active);
  return (
    isOpen(active) &&
    !isClosed &&
    !isDisabled &&
    !isReadOnly &&
    getUiOption(uiSchema, 'expandable') !== false &&
    !isFull &&
    (keys === null || keys.some((key) => !Object.hasOwn(object, key)))
  );
}

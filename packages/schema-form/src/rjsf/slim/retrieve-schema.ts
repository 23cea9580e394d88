/**
 * Stands in rjsf for what finds the schema that holds for a value: references followed, conditions and dependencies
 * asked, `allOf` merged. rjsf's own follows every reference in all properties and entries too, each time: for a few
 * types that refer to each other it does not come to an end. This one follows references where they stand for the
 * same value, and each of them once; fields ask again for what is in them.
 */

import {
  ADDITIONAL_PROPERTY_FLAG,
  getDiscriminatorFieldFromSchema,
  guessType,
  mergeSchemas,
  type RJSFSchema,
  type ValidatorType,
} from '@rjsf/utils';
import getFirstMatchingOption from '@rjsf/utils/lib/schema/getFirstMatchingOption.js';
import { matchesPattern } from '#patterns';
import { isJsonObject, type JsonSchema, toList } from '../../model/json-schema.ts';
import { followReference as findReferred } from '../../model/schema-references.ts';
import mergeAllOf from './all-of-merge.ts';
import notAskedFor from './omit-extra-data.ts';

/** A merged `allOf` combines all branches of its choices with each other. */
const mostBranches = 100;

/** What is asked about: one value of a form. */
interface Subject {
  validator: ValidatorType;
  root: JsonSchema;
  data: unknown;
  /** What was referred to already for this value: nothing is said twice. */
  followed: Set<JsonSchema>;
}

export default function retrieveSchema(
  validator: ValidatorType,
  schema: JsonSchema,
  root: JsonSchema = {},
  data?: unknown,
): JsonSchema {
  return retrieve({ validator, root, data, followed: new Set() }, schema);
}

/** rjsf's name for the same, which gives all branches of a schema when asked to; nobody here asks. */
export function retrieveSchemaInternal(
  ...[validator, schema, root, data, , , , , keepsDependencies]: [
    validator: ValidatorType,
    schema: JsonSchema,
    root: JsonSchema,
    data?: unknown,
    expandAllBranches?: boolean,
    recurseList?: string[],
    customMerge?: unknown,
    resolvesBranches?: boolean,
    keepsDependencies?: boolean,
  ]
): JsonSchema[] {
  return [retrieve({ validator, root, data, followed: new Set() }, schema, keepsDependencies)];
}

/** A schema without the dependencies of its properties: those that hold are merged into it. */
export function resolveDependencies(
  validator: ValidatorType,
  schema: JsonSchema,
  root: JsonSchema,
  _expandAllBranches: boolean,
  _recurseList: string[],
  data?: unknown,
): JsonSchema[] {
  return [mergeDependencies({ validator, root, data, followed: new Set() }, schema)];
}

const referred = new WeakMap<JsonSchema, JsonSchema>();

/** What a schema refers to. The same object for the same schema, of which there is one in one form. */
export function followReference(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const known = referred.get(schema) ?? resolveAllReferences(schema, root);
  referred.set(schema, known);
  return known;
}

/** A schema with its own reference followed, and that of its entries, which tells lists of options from others. */
export function resolveAllReferences(schema: JsonSchema, root: JsonSchema): JsonSchema {
  return withItems(root, follow(root, schema, new Set()));
}

export { notAskedFor as relaxOptionsForScoring, notAskedFor as resolveAnyOrOneOfSchemas };

function retrieve(of: Subject, given: JsonSchema, keepsDependencies = false): JsonSchema {
  if (!isJsonObject(given)) return {};
  let schema = follow(of.root, given, of.followed);
  if (schema.dependencies && !keepsDependencies) schema = mergeDependencies(of, schema);
  if (Array.isArray(schema.allOf)) {
    schema = {
      ...schema,
      allOf: schema.allOf.map((part: JsonSchema) => retrieve(of, part, keepsDependencies)),
    };
  }
  if (schema.if !== undefined) schema = mergeCondition(of, schema, keepsDependencies);
  if (Array.isArray(schema.allOf)) schema = merge(of.root, schema);
  schema = withItems(of.root, schema);
  if (schema.properties && schema.patternProperties) schema = mergePatterns(of, schema);
  const isOpen = schema.patternProperties !== undefined || (schema.additionalProperties ?? false) !== false;
  return isOpen ? addProperties(of, schema) : schema;
}

/** What stands beside a reference goes before what it leads to. */
function follow(root: JsonSchema, given: JsonSchema, followed: Set<JsonSchema>): JsonSchema {
  let schema = given;
  while (schema.$ref !== undefined) {
    const target = findReferred(root, schema);
    const { $ref: _, ...own } = schema;
    const isNew = target !== null && !followed.has(target);
    if (isNew) followed.add(target);
    schema = isNew ? { ...target, ...own } : own;
  }
  return schema;
}

function withItems(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const { items } = schema;
  if (!isJsonObject(items) || items.$ref === undefined) return schema;
  return { ...schema, items: follow(root, items as JsonSchema, new Set()) };
}

function mergeCondition(of: Subject, schema: JsonSchema, keepsDependencies: boolean): JsonSchema {
  const { if: condition, then: holds, else: otherwise, ...rest } = schema;
  const isTrue = of.validator.isValid(condition as RJSFSchema, of.data || {}, of.root as RJSFSchema);
  const branch = isTrue ? holds : otherwise;
  if (branch === undefined || branch === true) return rest;
  const brought = branch === false ? { not: {} } : retrieve(of, branch as JsonSchema, keepsDependencies);
  return mergeOver(of.root, rest, brought);
}

function mergeDependencies(of: Subject, given: JsonSchema): JsonSchema {
  const { dependencies, ...rest } = given;
  let schema = mergeFittingBranch(of, rest);
  for (const [key, brought] of Object.entries(dependencies ?? {}) as [string, unknown][]) {
    const isThere = isJsonObject(of.data) && Object.hasOwn(of.data, key) && of.data[key] !== undefined;
    if (!isThere || (schema.properties && !Object.hasOwn(schema.properties, key))) continue;
    if (Array.isArray(brought)) {
      schema = { ...schema, required: [...new Set([...(schema.required ?? []), ...brought])] };
    } else if (isJsonObject(brought)) {
      const { oneOf, ...own } = retrieve(of, brought as JsonSchema);
      schema = mergeOver(of.root, schema, own);
      if (Array.isArray(oneOf)) schema = mergeDependentBranch(of, schema, key, oneOf);
    }
  }
  return schema;
}

/** rjsf shows no choice beside dependencies: the branch that the data is of is the only one. */
function mergeFittingBranch(of: Subject, { oneOf, anyOf, ...rest }: JsonSchema): JsonSchema {
  const branches = toList(oneOf ?? anyOf) as JsonSchema[];
  if (branches.length === 0)
    return { ...rest, ...(oneOf !== undefined && { oneOf }), ...(anyOf !== undefined && { anyOf }) };
  const resolved = branches.map((branch) => follow(of.root, branch, new Set()));
  const discriminator = getDiscriminatorFieldFromSchema(rest as RJSFSchema);
  const index = getFirstMatchingOption(
    of.validator,
    of.data as never,
    resolved as RJSFSchema[],
    of.root as RJSFSchema,
    discriminator,
  );
  return mergeOver(of.root, rest, resolved[index] ?? {});
}

/** Of branches that say for which value of the property they are, the one for the value that there is. */
function mergeDependentBranch(of: Subject, schema: JsonSchema, key: string, oneOf: unknown[]): JsonSchema {
  const branches = oneOf
    .filter(isJsonObject)
    .map((branch) => follow(of.root, branch as JsonSchema, new Set(of.followed)))
    .filter(({ properties }) => {
      const own = properties?.[key];
      if (!own) return false;
      const condition = { type: 'object', properties: { [key]: own } } as RJSFSchema;
      return of.validator.isValid(condition, of.data, of.root as RJSFSchema);
    });
  const [branch] = branches;
  if (!branch || branches.length > 1) return schema;
  const { [key]: _, ...properties } = branch.properties ?? {};
  return mergeOver(of.root, schema, retrieve(of, { ...branch, properties }));
}

/** Two schemas in one, in which the second counts where both speak of the same. */
function mergeOver(root: JsonSchema, first: JsonSchema, second: JsonSchema): JsonSchema {
  const [a, b] = withSharedProperties(root, first, second);
  return mergeSchemas(a ?? {}, b ?? {}) as JsonSchema;
}

/** References of properties that both schemas name are followed, so that they can be merged. */
function withSharedProperties(root: JsonSchema, ...schemas: JsonSchema[]): JsonSchema[] {
  const counts = new Map<string, number>();
  for (const { properties = {} } of schemas) {
    for (const key of Object.keys(properties)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return schemas.map((schema) => {
    if (!schema.properties) return schema;
    const properties = Object.entries(schema.properties).map(([key, property]) => {
      const isShared = (counts.get(key) ?? 0) > 1 && isJsonObject(property);
      return [key, isShared ? follow(root, property as JsonSchema, new Set()) : property] as const;
    });
    return { ...schema, properties: Object.fromEntries(properties) };
  });
}

/** A schema with its `allOf` merged into it. */
function merge(root: JsonSchema, { allOf, ...own }: JsonSchema): JsonSchema {
  const parts = withSharedProperties(root, own, ...(allOf as JsonSchema[]));
  for (const keyword of ['anyOf', 'oneOf']) limitBranches(parts, keyword);
  const [first = {}, ...others] = parts;
  try {
    return mergeAllOf({ ...first, allOf: others } as RJSFSchema) as JsonSchema;
  } catch {
    // They contradict each other: the rules say so when something is filled in.
    return first;
  }
}

/** Of several choices at the same place the first is shown when there would be too many combinations. */
function limitBranches(parts: JsonSchema[], keyword: string): void {
  const count = (part: JsonSchema) => Math.max(1, toList(part[keyword]).length);
  if (parts.reduce((product, part) => product * count(part), 1) <= mostBranches) return;
  const shown = parts.findIndex((part) => count(part) > 1);
  for (const [index, part] of parts.entries()) {
    if (index === shown) continue;
    const { [keyword]: _, ...rest } = part;
    parts[index] = rest;
  }
}

/** What patterns say of properties that have a name in the schema. */
function mergePatterns(of: Subject, schema: JsonSchema): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([key, property]) => {
    const matching = getMatching(schema, key);
    if (matching.length === 0) return [key, property] as const;
    const inside = { ...of, data: getOwn(of.data, key), followed: new Set<JsonSchema>() };
    return [key, retrieve(inside, { allOf: [property, ...matching] })] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function getMatching({ patternProperties = {} }: JsonSchema, key: string): unknown[] {
  return Object.entries(patternProperties as Record<string, unknown>)
    .filter(([pattern]) => matchesPattern(pattern, key))
    .map(([, schema]) => schema);
}

/** The entries of a map as properties, which people can rename and remove. */
function addProperties(of: Subject, schema: JsonSchema): JsonSchema {
  const properties: Record<string, JsonSchema | boolean> = { ...schema.properties };
  for (const [key, value] of Object.entries(isJsonObject(of.data) ? of.data : {})) {
    if (Object.hasOwn(properties, key)) continue;
    properties[key] = Object.assign(
      { ...describeEntry(of, schema, key, value) },
      { [ADDITIONAL_PROPERTY_FLAG]: true },
    );
  }
  return { ...schema, properties };
}

function describeEntry(of: Subject, schema: JsonSchema, key: string, value: unknown): JsonSchema {
  const inside = { ...of, data: value, followed: new Set<JsonSchema>() };
  const matching = getMatching(schema, key);
  if (matching.length > 0) return retrieve(inside, { allOf: matching });
  const others = schema.additionalProperties ?? false;
  if (others === false) return { type: 'null' };
  if (!isJsonObject(others)) return { type: guessType(value) };
  if (others.$ref !== undefined) return retrieve(inside, others as JsonSchema);
  if ('type' in others) return others as JsonSchema;
  if ('anyOf' in others || 'oneOf' in others) return { type: 'object', ...(others as JsonSchema) };
  return { type: guessType(value) };
}

function getOwn(value: unknown, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

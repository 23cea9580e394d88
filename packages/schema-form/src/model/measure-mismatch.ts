import { matchesPattern } from '#patterns';
import { getApplicable, getItems, getPropertySubschemas, isNamedProperty } from './applicable-schemas.ts';
import { deepEquals } from './deep-equals.ts';
import { getTypeOf, isJsonObject, type JsonObject, type JsonSchema, toList } from './json-schema.ts';
import { followReference, resolveSchema } from './schema-references.ts';
import { hasSameTwice } from './unique-items.ts';

/**
 * Weights of mismatches. A wrong constant counts most, because constants identify branches; a wrong type or a
 * missing property comes next.
 */
const weights = { value: 1000, shape: 10, assertion: 1 };
const maxDepth = 64;

/**
 * Measures how badly a value fits a schema; 0 means that it fits. The result decides conditions and selects
 * branches. Ajv alone decides whether data is valid.
 */
export function measureMismatch(root: JsonSchema, schema: unknown, value: unknown): number {
  return createMismatchMeter(root)(schema, value);
}

/**
 * Creates a function that measures as `measureMismatch` does and caches its results, for many schemas of the
 * same value.
 */
export function createMismatchMeter(root: JsonSchema): (schema: unknown, value: unknown) => number {
  const known = new Map<unknown, Map<unknown, number>>();

  const measure = (current: unknown, of: unknown, depth: number): number => {
    if (current === false) return weights.shape;
    if (!isJsonObject(current) || of === undefined || depth > maxDepth) return 0;
    const target = hasOnlyReference(current) ? followReference(root, current as JsonSchema) : null;
    if (target) return measure(target, of, depth + 1);
    const mismatches = known.get(current) ?? new Map<unknown, number>();
    known.set(current, mismatches);
    const before = mismatches.get(of);
    if (before !== undefined) return before;
    // A reference that leads back here counts 0, so that recursion ends.
    mismatches.set(of, 0);
    const total = measureUncached(current as JsonSchema, of, depth);
    mismatches.set(of, total);
    return total;
  };

  const measureUncached = (current: JsonSchema, of: unknown, depth: number): number => {
    const same = (other: unknown) => measure(other, of, depth + 1);
    const inside = (other: unknown, child: unknown) => measure(other, child, depth + 1);
    const { anyOf, oneOf } = current;
    let total = same(followReference(root, current)) + measureValue(current, of);
    for (const branch of toList(current.allOf)) total += same(branch);
    for (const branches of [anyOf, oneOf]) {
      if (!Array.isArray(branches) || branches.length === 0) continue;
      const mismatches = branches.map(same);
      total += Math.min(...mismatches);
      if (branches === oneOf && mismatches.filter((number) => number === 0).length > 1)
        total += weights.assertion;
    }
    if (current.not !== undefined && same(current.not) === 0) total += weights.shape;
    if (current.if !== undefined) total += same(same(current.if) === 0 ? current.then : current.else);
    if (Array.isArray(of)) return total + measureList(root, current, of, inside);
    return isJsonObject(of) ? total + measureObject(root, current, of, inside, same) : total;
  };

  return (schema, value) => measure(schema, value, 0);
}

function hasOnlyReference(schema: JsonObject): boolean {
  for (const keyword in schema) if (keyword !== '$ref') return false;
  return true;
}

type Measure = (schema: unknown, value: unknown) => number;

function measureValue(schema: JsonSchema, value: unknown): number {
  let total = 0;
  if (!hasType(schema, value)) total += weights.shape;
  if (schema.const !== undefined && !deepEquals(schema.const, value)) total += weights.value;
  if (Array.isArray(schema.enum) && !schema.enum.some((candidate) => deepEquals(candidate, value))) {
    total += weights.value;
  }
  if (typeof value === 'string') {
    const { length } = [...value];
    if (isOutside(length, schema.minLength, schema.maxLength)) total += weights.assertion;
    if (typeof schema.pattern === 'string' && !matchesPattern(schema.pattern, value))
      total += weights.assertion;
    const format = typeof schema.format === 'string' ? formats.get(schema.format) : undefined;
    if (format && !format.test(value)) total += weights.assertion;
  }
  if (typeof value === 'number') {
    const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below, multipleOf } = schema;
    if (isOutside(value, minimum, maximum)) total += weights.assertion;
    if (typeof above === 'number' && value <= above) total += weights.assertion;
    if (typeof below === 'number' && value >= below) total += weights.assertion;
    if (typeof multipleOf === 'number' && !isWhole(value / multipleOf)) total += weights.assertion;
  }
  return total;
}

/** Returns whether a quotient is a whole number, but for the error of the division; the validator takes the same limit. */
function isWhole(quotient: number): boolean {
  return Math.abs(Math.round(quotient) - quotient) <= 1e-8;
}

function measureList(
  root: JsonSchema,
  schema: JsonSchema,
  list: readonly unknown[],
  inside: Measure,
): number {
  const { fixed, others } = getItems(schema);
  let total = isOutside(list.length, schema.minItems, schema.maxItems) ? weights.shape : 0;
  const isUnevaluated = schema['x-unevaluated'] === true;
  const evaluated = isUnevaluated
    ? Math.max(0, ...getApplicable(root, schema).map((other) => getItems(other).fixed.length))
    : 0;
  list.forEach((item, index) => {
    if (isUnevaluated && index < evaluated) return;
    total += inside(index < fixed.length ? fixed[index] : others, item);
  });
  const { contains, minContains = 1, maxContains } = schema;
  if (contains !== undefined) {
    const matching = list.filter((item) => inside(contains, item) === 0).length;
    if (isOutside(matching, minContains, maxContains)) total += weights.shape;
  }
  if (schema.uniqueItems === true && hasSameTwice(list)) total += weights.assertion;
  return total;
}

function measureObject(
  root: JsonSchema,
  schema: JsonSchema,
  object: Readonly<Record<string, unknown>>,
  inside: Measure,
  same: (schema: unknown) => number,
): number {
  const keys = Object.keys(object);
  const isPresent = (key: unknown) => typeof key === 'string' && Object.hasOwn(object, key);
  let total = isOutside(keys.length, schema.minProperties, schema.maxProperties) ? weights.shape : 0;
  total += toList(schema.required).filter((key) => !isPresent(key)).length * weights.shape;
  for (const key of keys) {
    total += inside(schema.propertyNames, key);
    if (isEvaluatedElsewhere(root, schema, key)) continue;
    total += getPropertySubschemas(schema, key).reduce<number>(
      (sum, own) => sum + inside(own, object[key]),
      0,
    );
  }
  for (const [key, needed] of getDependencies(schema)) {
    if (!isPresent(key)) continue;
    total += Array.isArray(needed)
      ? needed.filter((other) => !isPresent(other)).length * weights.shape
      : same(needed);
  }
  return total;
}

/** Returns whether `unevaluatedProperties` does not apply to a property, because a subschema of the same value names it. */
function isEvaluatedElsewhere(root: JsonSchema, schema: JsonSchema, key: string): boolean {
  if (schema['x-unevaluated'] !== true || isNamedProperty(schema, key)) return false;
  return getApplicable(root, schema).some((other) => isNamedProperty(other, key));
}

/** Returns what the presence of a key requires: a list of other keys, or a schema. */
export function getDependencies(schema: JsonSchema): [string, unknown][] {
  return [schema.dependencies, schema.dependentSchemas, schema.dependentRequired].flatMap((map) =>
    isJsonObject(map) ? Object.entries(map) : [],
  );
}

/** Returns whether a value has the type of a schema or of the schema that it refers to. */
export function hasType(schema: JsonSchema, value: unknown, root: JsonSchema = schema): boolean {
  const { type, enum: values, const: constant } = resolveSchema(root, schema) ?? schema;
  const types: unknown[] = Array.isArray(type) ? type : type === undefined ? [] : [type];
  if (types.length > 0) {
    const own = getTypeOf(value);
    return types.includes(own) || (own === 'integer' && types.includes('number'));
  }
  const options = Array.isArray(values) ? values : constant === undefined ? [] : [constant];
  return options.length === 0 || options.some((option) => getTypeOf(option) === getTypeOf(value));
}

/** Simplified formats that suffice to select a branch. The validator has the exact ones. */
const formats: ReadonlyMap<string, RegExp> = new Map([
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['date-time', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/i],
  ['time', /^\d\d:\d\d/],
  ['email', /^[^\s@]+@[^\s@]+$/],
  ['uri', /^[a-z][a-z\d+.-]*:/i],
  ['tel', /^\+?[\d\s().-]+$/],
  ['uuid', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i],
  ['ipv4', /^(\d{1,3}\.){3}\d{1,3}$/],
  ['ipv6', /^[\da-f:.]*:[\da-f:.]*$/i],
  ['duration', /^P/],
  ['data-url', /^data:/],
]);

function isOutside(value: number, least: unknown, most: unknown): boolean {
  return (typeof least === 'number' && value < least) || (typeof most === 'number' && value > most);
}

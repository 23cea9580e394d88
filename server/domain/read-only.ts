/** Values that a form shows and nobody changes in it: of a condition or a branch, while it holds. */
import type { ChosenBranches } from '../../shared/choices.ts';
import { getPropertySchemas } from '../../shared/count-faults.ts';
import { deepEquals } from '../../shared/deep-equals.ts';
import { forgiveInput, type NumberReader } from '../../shared/forgive-input.ts';
import { getHolding } from '../../shared/hidden-values.ts';
import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../shared/json-schema.ts';
import { normaliseSchema } from '../../shared/normalise-schema.ts';

interface Judged {
  schema: JsonSchema;
  stored: JsonObject;
  /** Which branches are chosen, where the form says it. */
  chosen: ChosenBranches | undefined;
}

/** Data with the stored `readOnly` values that it came without. In lists they are not kept. */
export function keepReadOnly({ schema, stored, chosen = {} }: Judged, data: JsonObject): JsonObject {
  const root = normaliseSchema(schema);
  const keep = (name: string, schemas: unknown[], before: JsonObject, value: JsonObject): JsonObject => {
    const holding = getHolding({ root, chosen }, name, schemas, value);
    const kept = Object.entries(before).flatMap(([key, old]): [string, JsonValue][] => {
      const own = holding.flatMap((part) => getPropertySchemas(part, key));
      const inside = `${name}[${key}]`;
      const next = Object.hasOwn(value, key) ? value[key] : undefined;
      if (isReadOnly(getHolding({ root, chosen }, inside, own, next ?? old))) {
        return next === undefined ? [[key, old]] : [];
      }
      if (!isJsonObject(old)) return [];
      if (isJsonObject(next)) return [[key, keep(inside, own, old, next)]];
      // Of a group that goes, what can't be changed stays.
      const rest = next === undefined || next === null ? keep(inside, own, old, {}) : {};
      return Object.keys(rest).length > 0 ? [[key, rest]] : [];
    });
    const result = { ...value, ...Object.fromEntries(kept) };
    // What was kept may be what a condition asks for.
    const isWhole = Object.keys(result).length === Object.keys(value).length;
    return isWhole ? result : keep(name, schemas, before, result);
  };
  return keep('root', [root], stored, data);
}

/** The paths of what was sent that is `readOnly` in the data and not as it is stored. */
export function findReadOnlyChanges(
  { schema, stored, chosen = {} }: Judged,
  sent: JsonObject,
  data: JsonObject,
  readNumber: NumberReader,
): string[][] {
  const root = normaliseSchema(schema);
  const find = (
    path: string[],
    schemas: unknown[],
    [before, value, meant]: [JsonValue | undefined, JsonValue, JsonValue | undefined],
  ): string[][] => {
    const name = ['root', ...path.map((key) => `[${key}]`)].join('');
    const holding = getHolding({ root, chosen }, name, schemas, meant ?? value);
    if (path.length > 0 && isReadOnly(holding)) {
      const next = forgiveInput(root, { allOf: schemas }, value, readNumber);
      // A form fills in what the schema names for want of a value.
      const given = before ?? holding.find((part) => part.default !== undefined)?.default ?? null;
      return [before ?? null, given].some((same) => deepEquals(next === '' ? null : next, same))
        ? []
        : [path];
    }
    if (!isJsonObject(value)) return [];
    return Object.entries(value).flatMap(([key, child]) =>
      find(
        [...path, key],
        holding.flatMap((part) => getPropertySchemas(part, key)),
        [getOwn(before, key), child, getOwn(meant, key)],
      ),
    );
  };
  return find([], [root], [stored, sent, data]);
}

function isReadOnly(schemas: readonly JsonSchema[]): boolean {
  return schemas.some((schema) => schema.readOnly === true);
}

function getOwn(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

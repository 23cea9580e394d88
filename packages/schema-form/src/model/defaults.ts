/** Fills in explicit defaults: the `default` of schemas, and the minimum items of a required list. */
import { getOwn, isJsonObject, type JsonObject, type JsonValue } from './json-schema.ts';
import type { ListNode, Node, ObjectNode } from './nodes.ts';

/**
 * Returns the value with defaults for its absent members. It returns the same value if nothing is filled in,
 * and undefined if there is neither a value nor a default. A `const` is not a default, because nobody has
 * chosen it. `isNew` limits which nodes are filled in, so that a value that a person cleared stays empty.
 */
export function fillDefaults(
  node: Node,
  value: JsonValue | undefined,
  isNew: (node: Node) => boolean = () => true,
  inherited?: JsonValue,
): JsonValue | undefined {
  if (node.type === 'object') return fillObject(node, value, isNew, inherited);
  if (node.type === 'list') return fillList(node, value, isNew, inherited);
  if (value !== undefined || node.type === 'closed' || !isNew(node)) return value;
  const filled = getDefault(node) ?? inherited;
  return isJsonObject(filled) && Object.keys(filled).length === 0 ? undefined : filled;
}

function getDefault({ schema }: Node): JsonValue | undefined {
  return schema.default as JsonValue | undefined;
}

function fillObject(
  node: ObjectNode,
  value: JsonValue | undefined,
  isNew: (node: Node) => boolean,
  inherited: JsonValue | undefined,
): JsonValue | undefined {
  if (value !== undefined && value !== null && !isJsonObject(value)) return value;
  const given: JsonObject = isJsonObject(value) ? value : {};
  const own = getDefault(node);
  const defaults = { ...(isJsonObject(inherited) && inherited), ...(isJsonObject(own) && own) };
  const filled = node.members.flatMap((member): [string, JsonValue][] => {
    const key = String(member.path.at(-1));
    const before = getOwn(given, key);
    const preset = getOwn(defaults, key);
    const next = fillDefaults(member, before, isNew, preset);
    return next === undefined || next === before ? [] : [[key, next]];
  });
  if (filled.length === 0) return value;
  return { ...given, ...Object.fromEntries(filled) };
}

function fillList(
  node: ListNode,
  value: JsonValue | undefined,
  isNew: (node: Node) => boolean,
  inherited: JsonValue | undefined,
): JsonValue | undefined {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => {
      const child = node.items[index];
      return (child && fillDefaults(child, item ?? undefined, isNew)) ?? item;
    });
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if ((value !== undefined && value !== null) || !isNew(node)) return value;
  const preset = getDefault(node) ?? inherited;
  if (Array.isArray(preset) && preset.length > 0) return preset;
  const { minItems } = node.schema;
  return node.isRequired && typeof minItems === 'number' && minItems > 0 && node.fixedCount === 0
    ? Array.from({ length: minItems }, () => null)
    : value;
}

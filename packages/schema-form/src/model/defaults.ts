/** Explicit defaults: `default` of schemas, and the items that a required list has to begin with. */
import { isJsonObject, type JsonObject, type JsonValue } from './json-schema.ts';
import type { ListNode, Node, ObjectNode } from './nodes.ts';

/**
 * A value with the defaults of what is absent in it; the same value where nothing is filled in, undefined where there
 * is neither a value nor a default. Constants are no defaults: nobody has chosen them. `isNew` limits the nodes that
 * are filled in, so that what a person cleared stays empty.
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
    const before = Object.hasOwn(given, key) ? given[key] : undefined;
    const preset = Object.hasOwn(defaults, key) ? defaults[key] : undefined;
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

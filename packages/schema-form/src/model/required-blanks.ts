/**
 * What required fields send that nobody has filled in. A form with script has no value for them, while one without
 * script submits them blank; both send the same.
 */
import { getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { getControlName } from './control-names.ts';
import { isBlank } from './is-blank.ts';
import { allowsNull, isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from './json-schema.ts';
import type { ListNode, Node, ObjectNode } from './nodes.ts';
import { getRootSchemas } from './root-schemas.ts';

/**
 * Returns the data with `{}` for the absent groups that are required, `[]` for such lists, and `null` for what may be
 * null. So the errors of a group are those of its fields. The same object if nothing is absent.
 */
export function addRequiredBlanks(schema: JsonSchema, node: Node, data: JsonObject): JsonObject {
  if (node.type !== 'object') return data;
  const { root, schemas } = getRootSchemas(schema);
  return addMembers(root, schemas, node, data);
}

function addMembers(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  node: ObjectNode,
  object: JsonObject,
): JsonObject {
  const added = node.members.flatMap((member): [string, JsonValue][] => {
    const key = String(member.path.at(-1));
    const before = Object.hasOwn(object, key) ? object[key] : undefined;
    const value = addBlank(root, () => getPropertySchemas(root, schemas, key), member, before);
    return value === undefined || value === before ? [] : [[key, value]];
  });
  return added.length === 0 ? object : { ...object, ...Object.fromEntries(added) };
}

function addItems(
  root: JsonSchema,
  schemas: readonly JsonSchema[],
  { items, schema }: ListNode,
  list: JsonValue[],
): JsonValue[] {
  const complete = (index: number, item?: JsonValue) => {
    const node = items[index];
    return node && addBlank(root, () => getItemSchemas(root, schemas, index), node, item);
  };
  const completed = list.map((item, index) => complete(index, item) ?? item);
  // The last positions of a tuple that need no input.
  while (completed.length < Math.min(Number(schema.minItems ?? 0), items.length)) {
    const blank = complete(completed.length);
    if (blank === undefined) break;
    completed.push(blank);
  }
  const isSame = completed.length === list.length && completed.every((item, index) => item === list[index]);
  return isSame ? list : completed;
}

function addBlank(
  root: JsonSchema,
  getSchemas: () => readonly JsonSchema[],
  node: Node,
  value: JsonValue | undefined,
): JsonValue | undefined {
  if (isFixed(node)) return value;
  if (node.type !== 'object' && node.type !== 'list') return value ?? getBlankValue(node);
  const schemas = getSchemas();
  const own = value ?? getBlankContainer(node, schemas);
  if (node.type === 'list') return Array.isArray(own) ? addItems(root, schemas, node, own) : own;
  return isJsonObject(own) && (node.isRequired || hasValueInside(own))
    ? addMembers(root, schemas, node, own)
    : own;
}

function getBlankContainer(
  node: ObjectNode | ListNode,
  schemas: readonly JsonSchema[],
): JsonValue | undefined {
  if (!node.isRequired || node.choices.some(({ index }) => index < 0)) return undefined;
  // The schemas as their author wrote them, because the nodes of groups and lists do not tell of null.
  if (schemas.some(allowsNull)) return null;
  if (node.type === 'object') return {};
  // The items of a tuple are always there.
  return node.fixedCount === 0 ? [] : undefined;
}

function getBlankValue(node: Node): JsonValue | undefined {
  // A person has to choose the type of such a value, its branch or its option, also if it is to be null.
  const isRadio = node.type === 'option' && getControlName(node) === 'radio';
  const isChosen = node.type === 'untyped' || node.choices.length > 0 || isRadio;
  return node.isRequired && !isChosen && node.active.some(allowsNull) ? null : undefined;
}

/** Returns whether a form leaves the value as it is, or does not send it. */
function isFixed(node: Node): boolean {
  return node.isReadOnly || node.isDisabled || node.isWriteOnly || node.isHidden || node.isTag;
}

/** Returns whether a value is filled in, or holds one at any depth that is. */
function hasValueInside(value: JsonValue | undefined): boolean {
  return typeof value === 'object' && value !== null
    ? Object.values(value).some(hasValueInside)
    : !isBlank(value);
}

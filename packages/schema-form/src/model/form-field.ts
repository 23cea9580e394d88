/** Finds the field that a form shows at the path of an error. */

import { getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import {
  getOwn,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from './json-schema.ts';
import { getChildTitle, getKeyTitle, getNodeTitle, hasTitle } from './node-title.ts';
import { getChildren, getKey, type Node, type Path } from './nodes.ts';
import { resolveNodes } from './resolve.ts';
import { getRootSchemas } from './root-schemas.ts';
import { toTitle } from './to-title.ts';
import { isWriteOnly } from './write-only.ts';

/** The documents of a form that the texts of errors depend on. The form envelope of the API contains them. */
export interface FormDocuments {
  schema: JsonSchema;
  ui_schema: UiSchema;
}

/** A field of a form. */
export interface FormField {
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  title: string;
  /** Whether any schema that could apply is `writeOnly`, so that the value must not leave the server. */
  isWriteOnly: boolean;
}

/**
 * Returns the field at a path independently of the data, from every subschema that could apply. If no schema names the
 * last key, the title is derived from the key.
 */
export function getField(form: FormDocuments, path: readonly string[]): FormField {
  const { root, schemas: rootSchemas } = getRootSchemas(form.schema);
  let schemas = rootSchemas;
  let uiSchema: UiSchema | undefined = form.ui_schema;
  for (const key of path) {
    const index = /^\d+$/.test(key) ? Number(key) : null;
    const items = index === null ? [] : getItemSchemas(root, schemas, index);
    const isItem = items.length > 0;
    schemas = isItem ? items : getPropertySchemas(root, schemas, key);
    const next: unknown = getOwn(uiSchema, isItem ? 'items' : key);
    uiSchema = isJsonObject(next) ? next : undefined;
  }
  const schema = schemas.find((candidate) => candidate.title !== undefined) ?? schemas[0] ?? {};
  const key = path.at(-1) ?? '';
  const name = schemas.length > 0 ? toTitle(key) : key;
  const title =
    getUiOption(uiSchema, 'title') ?? schema.title ?? (path.length === 0 ? '' : getKeyTitle(name));
  return {
    schema,
    uiSchema,
    title: String(title),
    isWriteOnly: schemas.some(isWriteOnly),
  };
}

/**
 * Returns the field at a path. `shownKey` is the last key of the path on the page. It differs for items of a list that
 * contains blank items on the page.
 */
export type FindField = (path: readonly string[], shownKey?: string) => FormField;

/**
 * Creates a function that finds the fields at the given paths of a form with this data. It uses the nodes that the form
 * and the reading page render, so that all three use the same titles. For a path without a node, such as that of a key
 * that no schema names, it returns the field of `getField`. Nodes are resolved once, on the first call. Against denial
 * of service, only the nodes on the given paths are resolved, because a short payload may lead to very many nodes.
 */
export function createFieldFinder(
  form: FormDocuments,
  data: JsonValue,
  paths: readonly (readonly string[])[],
): FindField {
  let root: Node | null = null;
  return (path, shownKey = path.at(-1)) => {
    root ??= resolveAlong(form, data, paths);
    let parent: Node | null = null;
    let node: Node | null = root;
    for (const key of path) {
      parent = node;
      node = node && findResolvedChild(node, key);
    }
    if (!node) return getField(form, path);
    const { schema, uiSchema, isWriteOnly } = node;
    return { schema, uiSchema, isWriteOnly, title: getTitle(parent, node, shownKey) };
  };
}

function resolveAlong(form: FormDocuments, data: JsonValue, paths: readonly (readonly string[])[]): Node {
  const wanted = new Set(paths.flatMap((path) => path.map((_, end) => toId(path.slice(0, end + 1)))));
  return resolveNodes(form.schema, form.ui_schema, data, { isWanted: (path) => wanted.has(toId(path)) });
}

function toId(path: Path): string {
  return path.join('\0');
}

/** Returns the child with a key; null if there is none. Only some items are resolved, so an index is not a position. */
function findResolvedChild(node: Node, key: string): Node | null {
  return getChildren(node).find((child) => String(getKey(child)) === key) ?? null;
}

/** Returns the title of a node. An item without a title has the title of its list and a number. */
function getTitle(parent: Node | null, node: Node, shownKey: string | undefined): string {
  if (parent?.type !== 'list') return parent ? getChildTitle(parent, node) : getNodeTitle(node);
  const index = Number(shownKey);
  if (hasTitle(node) && index < parent.fixedCount) return getNodeTitle(node);
  return `${getNodeTitle(hasTitle(node) ? node : parent)} ${index + 1}`.trim();
}

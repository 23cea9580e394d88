/** From the path of an error to the field that the form shows there. */
import { getApplicable, getItemSchemas, getPropertySchemas } from './applicable-schemas.ts';
import { getUiOption, isJsonObject, type JsonSchema, type JsonValue, type UiSchema } from './json-schema.ts';
import { getChildTitle, getKeyTitle, getNodeTitle, hasTitle } from './node-title.ts';
import { getChildren, getKey, type Node, type Path } from './nodes.ts';
import { resolveNodes } from './resolve.ts';
import { toTitle } from './to-title.ts';

/** What a text needs to know of the form; the form envelope of the API is one. */
export interface FormDocuments {
  schema: JsonSchema;
  ui_schema: UiSchema;
}

/** A field as the form shows it. */
export interface FormField {
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  title: string;
  /** Whether any schema that could apply forbids that the value leaves the server. */
  isWriteOnly: boolean;
}

/**
 * The field at a path, whatever the data are: every subschema that could apply says what it is. A key that no schema
 * names gives its last name as title.
 */
export function getField(form: FormDocuments, path: readonly string[]): FormField {
  let schemas = getApplicable(form.schema, form.schema);
  let uiSchema: UiSchema | undefined = form.ui_schema;
  for (const key of path) {
    const index = /^\d+$/.test(key) ? Number(key) : null;
    const items = index === null ? [] : getItemSchemas(form.schema, schemas, index);
    const isItem = items.length > 0;
    schemas = isItem ? items : getPropertySchemas(form.schema, schemas, key);
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
    isWriteOnly: schemas.some(({ writeOnly }) => writeOnly === true),
  };
}

/** `shownKey` is the last key of the path as people see it: a list on the page may have blank items too. */
export type FindField = (path: readonly string[], shownKey?: string) => FormField;

/**
 * Finds the fields at some paths of a form with these data by the nodes that the form and the reading page render, so
 * that all three call a field the same. A path without a node, as that of a key that no schema names, has the field of
 * `getField`. Nodes are resolved once, when the first field is asked for, and only those on the way to the paths:
 * against denial of service, since a short payload may stand for very many nodes.
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

/** The positions of items are not those of their list, which has only some of them. */
function findResolvedChild(node: Node, key: string): Node | null {
  return getChildren(node).find((child) => String(getKey(child)) === key) ?? null;
}

/** An item without a title of its own has the name of its list. */
function getTitle(parent: Node | null, node: Node, shownKey: string | undefined): string {
  if (parent?.type !== 'list') return parent ? getChildTitle(parent, node) : getNodeTitle(node);
  const index = Number(shownKey);
  if (hasTitle(node) && index < parent.fixedCount) return getNodeTitle(node);
  return `${getNodeTitle(hasTitle(node) ? node : parent)} ${index + 1}`.trim();
}

function getOwn(uiSchema: UiSchema | undefined, key: string): unknown {
  return uiSchema && Object.hasOwn(uiSchema, key) ? uiSchema[key] : undefined;
}

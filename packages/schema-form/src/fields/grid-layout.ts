/** Parses rjsf's grid (`ui:field: LayoutGridField`, `ui:layoutGrid`) into rows, columns, conditions and members. */
import { deepEquals } from '../model/deep-equals.ts';
import { getUiOption, isJsonObject, type JsonValue, type UiSchema } from '../model/json-schema.ts';
import type { ObjectNode } from '../model/nodes.ts';

export type GridNode =
  | { type: 'row' | 'column' | 'columns'; children: readonly GridNode[]; width: number | null }
  | { type: 'condition'; children: readonly GridNode[]; field: string; operator: unknown; value: unknown }
  /** A member by its path, with the options that the grid sets for it. */
  | { type: 'member'; path: readonly string[]; options: UiSchema };

const keywords = {
  'ui:row': 'row',
  'ui:col': 'column',
  'ui:columns': 'columns',
  'ui:condition': 'condition',
} as const;

const gridsByUiSchema = new WeakMap<UiSchema, GridNode | null>();

/** Returns the grid of an object; null if it has none or an invalid one. */
export function getGrid({ uiSchema }: ObjectNode): GridNode | null {
  if (getUiOption(uiSchema, 'field') !== 'LayoutGridField') return null;
  const cached = gridsByUiSchema.get(uiSchema);
  if (cached !== undefined) return cached;
  const grid = readNode(getUiOption(uiSchema, 'layoutGrid'));
  const result = grid?.type === 'member' ? null : grid;
  gridsByUiSchema.set(uiSchema, result);
  return result;
}

function readNode(node: unknown): GridNode | null {
  if (typeof node === 'string') return { type: 'member', path: node.split('.'), options: {} };
  if (!isJsonObject(node)) return null;
  const keyword = (Object.keys(keywords) as (keyof typeof keywords)[]).find((name) => name in node);
  if (!keyword) {
    const { name, ...options } = node;
    return typeof name === 'string' ? { type: 'member', path: name.split('.'), options } : null;
  }
  const content: unknown = node[keyword];
  const { children: listed, ...options } = isJsonObject(content)
    ? content
    : { children: content as JsonValue };
  if (!Array.isArray(listed)) return null;
  const children = listed.map(readNode);
  if (!children.every((child) => child !== null)) return null;
  const type = keywords[keyword];
  if (type === 'condition') {
    const { field, operator, value } = options;
    return { type, children, field: String(field ?? ''), operator, value };
  }
  return { type, children, width: getWidth(options) };
}

/** Returns the width of a column in twelfths, from any notation of rjsf's themes; null if there is no valid width. */
function getWidth({ size, className, ...options }: Record<string, unknown>): number | null {
  const sizes = { ...options, ...(isJsonObject(size) ? size : {}) };
  // By convention, the last class is for the widest window.
  const [, fromClass] = [...String(className).matchAll(/\bcol(?:-\w+)?-(\d+)\b/g)].at(-1) ?? [];
  const width = Number(sizes.lg ?? sizes.md ?? sizes.sm ?? sizes.xs ?? fromClass ?? size);
  return Number.isInteger(width) && width >= 1 && width <= 12 ? width : null;
}

/** Returns whether the condition of a grid holds for the value of its field. */
export function holdsCondition(operator: unknown, value: JsonValue | undefined, wanted: unknown): boolean {
  const [own, others] = [[value ?? null].flat(), [wanted].flat()];
  const isIn = (list: readonly unknown[]) => (entry: unknown) =>
    list.some((other) => deepEquals(entry, other));
  if (operator === 'all') {
    return own.length === others.length && own.every(isIn(others)) && others.every(isIn(own));
  }
  const isShared = own.some(isIn(others));
  if (operator === 'some') return isShared;
  return operator === 'none' && !isShared;
}

/** Returns the paths of the members in an object's grid, in its order; `[]` if it has no grid. */
export function getGridPaths(node: ObjectNode): (readonly string[])[] {
  const read = (node: GridNode): (readonly string[])[] =>
    node.type === 'member' ? [node.path] : node.children.flatMap(read);
  const grid = getGrid(node);
  return grid ? read(grid) : [];
}

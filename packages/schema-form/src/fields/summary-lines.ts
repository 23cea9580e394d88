import type { FormContextValue } from '../context/form-context.ts';
import { getAllErrors } from '../model/all-errors.ts';
import type { ErrorSchema, JsonValue } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import { findChild, type Node } from '../model/nodes.ts';
import { showDigits } from '../model/writing.ts';
import type { FormStore } from '../store/form-store.ts';
import { getErrorsAt, getValueErrors } from '../store/reported-errors.ts';
import { getEntryName } from './entry-name.ts';
import { getGridPaths } from './grid-layout.ts';

/** A line of the error summary. */
export interface SummaryLine {
  /** The id of the field that the line links to. */
  id: string;
  /** The names of the list items and map entries that contain the field, except one that the text begins with. */
  entries: readonly string[];
  text: string;
}

interface Form {
  context: FormContextValue;
  store: FormStore;
}

type GridPaths = readonly (readonly string[])[];

/**
 * Returns the lines for the errors of a node and its descendants. `gridPaths` are the paths in the grid of an ancestor
 * that lead into the node, relative to it.
 */
export function getSummaryLines(
  node: Node,
  errors: ErrorSchema,
  form: Form,
  gridPaths: GridPaths = [],
): SummaryLine[] {
  const { id } = node;
  const toLines = (texts: readonly string[]) => texts.map((text) => ({ id, entries: [], text }));
  if (node.type !== 'object' && node.type !== 'list') return toLines(getAllErrors(errors));
  const paths = node.type === 'object' ? [...getGridPaths(node), ...gridPaths] : gridPaths;
  const keys = new Set([...paths.map(([key = '']) => key), ...getOrder(node), ...Object.keys(errors)]);
  if (Array.isArray(errors.__errors)) keys.delete('__errors');
  const inside = [...keys].flatMap((key) => {
    const child = findChild(node, key);
    const found = getErrorsAt(errors, [key]);
    if (!found) return [];
    // An error without a field links to the object or list that contains it.
    if (!child) return toLines(getAllErrors(found));
    const inChild = paths.filter(([first, next]) => first === key && next !== undefined);
    return getChildLines(
      node,
      child,
      found,
      form,
      inChild.map((path) => path.slice(1)),
    );
  });
  return [...toLines(getValueErrors(errors)), ...inside];
}

/** Returns the lines for a child, with its name if it is an item of a list or an entry of a map. */
function getChildLines(
  parent: Node,
  child: Node,
  errors: ErrorSchema,
  form: Form,
  gridPaths: GridPaths,
): SummaryLine[] {
  const isItem = parent.type === 'list';
  if (!isItem && !child.isAdded) return getSummaryLines(child, errors, form, gridPaths);
  const { context, store } = form;
  const getName = (value: JsonValue | undefined) =>
    isItem ? getEntryName(parent, child, value, context.texts) : getNodeTitle(child);
  const name = getName(store.getValue(child));
  // An error of the entry itself names it already, by its number, unless the text is one of the host.
  const start = withoutIsolates(getName(undefined));
  const isNamed = ({ id, text }: SummaryLine) =>
    id === child.id && withoutIsolates(showDigits(text, context.writing)).startsWith(start);
  return getSummaryLines({ ...child, title: name }, errors, form, gridPaths).map((line) =>
    isNamed(line) ? line : { ...line, entries: [name, ...line.entries] },
  );
}

function withoutIsolates(text: string): string {
  return text.replaceAll(/[\u2066-\u2069]/g, '');
}

/** Returns the keys of an object's members in the order of the page. */
function getOrder(node: Node): string[] {
  if (node.type !== 'object') return [];
  const inSections = node.sections.flatMap(({ members }) => members);
  return [...inSections, ...node.members].map(({ path }) => String(path.at(-1)));
}

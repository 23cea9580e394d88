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
  /**
   * The names of what contains the field, from the outside in: of list items and map entries, except one that the text
   * begins with, and of groups if another line has the same text.
   */
  places: readonly string[];
  text: string;
}

/** A line with everything that contains its field. */
interface PlacedLine {
  id: string;
  places: readonly { name: string; isGroup: boolean }[];
  text: string;
}

interface Form {
  context: FormContextValue;
  store: FormStore;
}

type GridPaths = readonly (readonly string[])[];

/** Returns the lines for the errors of a form. */
export function getSummaryLines(root: Node, errors: ErrorSchema, form: Form): SummaryLine[] {
  const lines = getLines(root, errors, form).map((line) => ({ line, short: toSummaryLine(line, false) }));
  const counts = new Map<string, number>();
  for (const { short } of lines) counts.set(getIdentity(short), (counts.get(getIdentity(short)) ?? 0) + 1);
  return lines.map(({ line, short }) =>
    Number(counts.get(getIdentity(short))) > 1 ? toSummaryLine(line, true) : short,
  );
}

function toSummaryLine({ id, places, text }: PlacedLine, hasGroups: boolean): SummaryLine {
  const named = places.filter(({ isGroup }) => hasGroups || !isGroup);
  return { id, places: named.map(({ name }) => name), text };
}

function getIdentity({ places, text }: SummaryLine): string {
  return JSON.stringify([places, text]);
}

/**
 * Returns the lines for the errors of a node and its descendants. `gridPaths` are the paths in the grid of an ancestor
 * that lead into the node, relative to it.
 */
function getLines(node: Node, errors: ErrorSchema, form: Form, gridPaths: GridPaths = []): PlacedLine[] {
  const { id } = node;
  const toLines = (texts: readonly string[]) => texts.map((text) => ({ id, places: [], text }));
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

/** Returns the lines for a child, with its name if it is an item of a list, an entry of a map or a group. */
function getChildLines(
  parent: Node,
  child: Node,
  errors: ErrorSchema,
  form: Form,
  gridPaths: GridPaths,
): PlacedLine[] {
  const isItem = parent.type === 'list';
  if (!isItem && !child.isAdded) {
    const isGroup = child.type === 'object';
    const place = { name: getNodeTitle(child), isGroup };
    return getLines(child, errors, form, gridPaths).map((line) =>
      isGroup && line.id !== child.id ? { ...line, places: [place, ...line.places] } : line,
    );
  }
  const { context, store } = form;
  const getName = (value: JsonValue | undefined) =>
    isItem ? getEntryName(parent, child, value, context.texts) : getNodeTitle(child);
  const name = getName(store.getValue(child));
  // An error of the entry itself names it already, by its number, unless the text is one of the host.
  const start = withoutIsolates(getName(undefined));
  const isNamed = ({ id, text }: PlacedLine) =>
    id === child.id && withoutIsolates(showDigits(text, context.writing)).startsWith(start);
  const place = { name, isGroup: false };
  return getLines({ ...child, title: name }, errors, form, gridPaths).map((line) =>
    isNamed(line) ? line : { ...line, places: [place, ...line.places] },
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

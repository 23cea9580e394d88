import type { Text } from '@codemirror/state';
import type { SyntaxNode, Tree } from '@lezer/common';
import { parsePointer } from 'schema-form/editor';

/** A range of characters in a document. */
export interface Range {
  from: number;
  to: number;
}

/**
 * Returns the text that shows the value at a JSON pointer: a short value with its name, or the name alone of an object
 * or a list. For a value that does not exist, returns the range of the nearest value around it.
 */
export function findRange(tree: Tree, document: Text, pointer: string): Range {
  let value = getValue(tree.topNode);
  let range = value ? getShortRange(value) : { from: 0, to: 0 };
  for (const key of parsePointer(pointer)) {
    const member = value && findMember(value, document, key);
    if (!member) return range;
    value = member.name === 'Property' ? getValue(member) : member;
    const short: Range = value ? getShortRange(value) : { from: member.to, to: member.to };
    const isScalar = !value || short.to === value.to;
    const name = member.getChild('PropertyName');
    range = name ? { from: name.from, to: isScalar ? member.to : name.to } : short;
  }
  return range;
}

/** Returns the names and indexes that lead to a value or a property. */
export function getPath(node: SyntaxNode, document: Text): string[] {
  const path: string[] = [];
  for (let current: SyntaxNode | null = node; current; current = current.parent) {
    const { parent } = current;
    if (current.name === 'Property') path.unshift(getName(current, document));
    else if (parent?.name === 'Array') path.unshift(String(countItems(parent, current.from)));
  }
  return path;
}

/** Returns the names of the properties in the object at a path; an empty list if there is no object. */
export function getNamesAt(tree: Tree, document: Text, path: readonly string[]): string[] {
  let value = getValue(tree.topNode);
  for (const key of path) {
    const member = value && findMember(value, document, key);
    value = member?.name === 'Property' ? getValue(member) : member;
  }
  return value?.getChildren('Property').map((property) => getName(property, document)) ?? [];
}

/** Returns how many items of a list end before a position. */
export function countItems(list: SyntaxNode, position: number): number {
  return getItems(list).filter(({ to }) => to <= position).length;
}

function findMember(value: SyntaxNode, document: Text, key: string): SyntaxNode | null {
  if (value.name === 'Array') return getItems(value)[Number(key)] ?? null;
  // Of several properties with one name, `JSON.parse` keeps the last one.
  return value.getChildren('Property').findLast((property) => getName(property, document) === key) ?? null;
}

/** Returns the name of a property; an unfinished one as it stands. */
function getName(property: SyntaxNode, document: Text): string {
  const name = property.getChild('PropertyName');
  const text = name ? document.sliceString(name.from, name.to) : '';
  try {
    return String(JSON.parse(text));
  } catch {
    return text.replace(/^"/, '');
  }
}

const valueNames = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

function getItems(node: SyntaxNode): SyntaxNode[] {
  const items: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (valueNames.has(child.name)) items.push(child);
  }
  return items;
}

function getValue(node: SyntaxNode): SyntaxNode | null {
  return getItems(node)[0] ?? null;
}

/**
 * Returns the range that stands for a value: its opening bracket for an object or a list, which may have many lines.
 */
function getShortRange(value: SyntaxNode): Range {
  const isLong = value.name === 'Object' || value.name === 'Array';
  return { from: value.from, to: isLong ? value.from + 1 : value.to };
}

import type { Text } from '@codemirror/state';
import type { SyntaxNode, Tree } from '@lezer/common';

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
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const member: SyntaxNode | null = value && findMember(value, document, key);
    if (!member) return range;
    value = member.name === 'Property' ? getValue(member) : member;
    const name = member.getChild('PropertyName');
    const short = value ? getShortRange(value) : { from: member.to, to: member.to };
    const isScalar = !value || short.to === value.to;
    range = name ? { from: name.from, to: isScalar ? member.to : name.to } : short;
  }
  return range;
}

/** Returns the names and indexes that lead to the value at a node. */
export function getPath(node: SyntaxNode, document: Text): string[] {
  const path: string[] = [];
  for (let current: SyntaxNode | null = node; current?.parent; current = current.parent) {
    const { parent } = current;
    if (current.name === 'Property') path.unshift(getName(current, document));
    else if (parent.name === 'Array') path.unshift(String(getItems(parent).findIndex(isAt(current))));
  }
  return path;
}

/** Returns the name of a property, or the text of a string; an unfinished one as it stands. */
export function readString(node: SyntaxNode, document: Text): string {
  const text = document.sliceString(node.from, node.to);
  try {
    return String(JSON.parse(text));
  } catch {
    return text.replace(/^"|"$/g, '');
  }
}

function getName(property: SyntaxNode, document: Text): string {
  const name = property.getChild('PropertyName');
  return name ? readString(name, document) : '';
}

function findMember(value: SyntaxNode, document: Text, key: string): SyntaxNode | null {
  if (value.name === 'Array') return getItems(value)[Number(key)] ?? null;
  // Of several properties with one name, `JSON.parse` keeps the last one.
  return value.getChildren('Property').findLast((property) => getName(property, document) === key) ?? null;
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

/** An object or a list may have many lines; its bracket stands for it. */
function getShortRange(value: SyntaxNode): Range {
  const isLong = value.name === 'Object' || value.name === 'Array';
  return { from: value.from, to: isLong ? value.from + 1 : value.to };
}

function isAt(node: SyntaxNode) {
  return ({ from, to }: SyntaxNode) => from === node.from && to === node.to;
}

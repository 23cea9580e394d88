import { deepEquals } from './deep-equals.ts';
import { isSecret } from './is-secret.ts';
import { isJsonObject, type JsonValue } from './json-schema.ts';
import { hasTitle } from './node-title.ts';
import { getKey, type Node } from './nodes.ts';
import { readFile } from './read-file.ts';

/** The texts for the names of items. */
export interface ItemTexts {
  /**
   * Returns the name of an item from its title, which may be empty, its number, counted from 1, and its first
   * value, which is null if there is none.
   */
  item(title: string, number: number, value: string | null): string;
}

/**
 * Returns the name of an item of a list: "Member 1: Fatima". An item without a title uses the name of the
 * list.
 */
export function getItemName(
  item: Node,
  value: JsonValue | undefined,
  listName: string,
  texts: ItemTexts,
): string {
  const title = hasTitle(item) ? (item.title ?? '') : listName;
  const first = item.type === 'object' ? findFirstText(item, value) : null;
  return texts.item(title, Number(getKey(item)) + 1, first && shorten(first));
}

/** The maximum length of the value in characters. The name only has to identify the item. */
const mostCharacters = 60;

function shorten(text: string): string {
  const characters = [...text.slice(0, 2 * mostCharacters + 2)];
  return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters - 1).join('')}…` : text;
}

/**
 * Returns the first value in an object that is suitable for a heading; null if there is none. Secret and
 * hidden values are never used.
 */
function findFirstText(node: Node, value: JsonValue | undefined): string | null {
  if (value === undefined || node.isHidden || node.isSensitive || node.isTag || isSecret(node)) return null;
  if (node.type === 'object') {
    if (!isJsonObject(value)) return null;
    for (const member of node.sections.flatMap(({ members }) => members)) {
      const key = String(getKey(member));
      const text = Object.hasOwn(value, key) ? findFirstText(member, value[key]) : null;
      if (text !== null) return text;
    }
    return null;
  }
  if (node.type === 'option') {
    return node.options.find((option) => deepEquals(option.value, value))?.title.trim() || null;
  }
  const isName = node.type === 'text' && typeof value === 'string' && isReadAsWritten(node, value);
  return isName ? value.trim() || null : null;
}

/** Text formats that a page shows unchanged. */
const nameFormats: readonly (string | undefined)[] = [undefined, 'email', 'idn-email', 'tel', 'phone'];

function isReadAsWritten({ schema, uiSchema }: Node, value: string): boolean {
  return nameFormats.includes(schema.format) && readFile({ schema, uiSchema, value }) === null;
}

import { deepEquals } from './deep-equals.ts';
import { isSecret } from './is-secret.ts';
import { isJsonObject, type JsonValue } from './json-schema.ts';
import { hasTitle } from './node-title.ts';
import { getKey, type Node } from './nodes.ts';
import { readFile } from './read-file.ts';

/** The pattern of the names of items. */
export interface ItemTexts {
  /**
   * The name of an item of a list: a title, which may be empty, its number, which is 1 for the first one, and the
   * first value in it; null for an item without such a value.
   */
  item(title: string, number: number, value: string | null): string;
}

/** The name of an item of a list: "Member 1: Fatima". The name of the list stands for a title that it has not. */
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

/** Longer values are cut: a name is for recognizing an item, not for reading it. */
const mostCharacters = 60;

function shorten(text: string): string {
  const characters = [...text.slice(0, 2 * mostCharacters + 2)];
  return characters.length > mostCharacters ? `${characters.slice(0, mostCharacters - 1).join('')}…` : text;
}

/** The first value in an object that reads well in a heading; null where there is none, or none for every eye. */
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

/** Formats of texts that a page shows as they are written. */
const plainFormats: readonly (string | undefined)[] = [undefined, 'email', 'idn-email', 'tel', 'phone'];

function isReadAsWritten({ schema, uiSchema }: Node, value: string): boolean {
  return plainFormats.includes(schema.format) && readFile({ schema, uiSchema, value }) === null;
}

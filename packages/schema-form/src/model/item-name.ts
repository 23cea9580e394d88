import { deepEquals } from './deep-equals.ts';
import { isSecret } from './is-secret.ts';
import { isJsonObject, type JsonValue } from './json-schema.ts';
import { hasTitle } from './node-title.ts';
import { getKey, type Node } from './nodes.ts';
import { formatPhone, isPhoneNumber } from './phone-format.ts';
import { readFile } from './read-file.ts';
import { getOrderedChildren } from './sections.ts';
import { getTextFormat } from './text-format.ts';

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
    for (const member of getOrderedChildren(node)) {
      const key = String(getKey(member));
      const text = Object.hasOwn(value, key) ? findFirstText(member, value[key]) : null;
      if (text !== null) return text;
    }
    return null;
  }
  if (node.type === 'option') {
    return node.options.find((option) => deepEquals(option.value, value))?.title.trim() || null;
  }
  const isName = node.type === 'text' && typeof value === 'string' && isReadAsText(node, value);
  if (!isName) return null;
  const text = value.trim();
  const isPhone = getTextFormat(node) === 'tel' && isPhoneNumber(text);
  // On a narrow page the number stays on one line.
  return isPhone ? formatPhone(text).replaceAll(' ', '\u00a0') : text || null;
}

/** Formats of the schema whose values are names. */
const nameFormats: readonly (string | undefined)[] = [undefined, 'email', 'idn-email', 'tel', 'phone'];
/** The formats of their texts on a page. A control can make a date of a text without a format. */
const textFormats: readonly (string | undefined)[] = [undefined, 'email', 'tel'];

function isReadAsText(node: Node, value: string): boolean {
  const { schema, uiSchema } = node;
  const isText = nameFormats.includes(schema.format) && textFormats.includes(getTextFormat(node));
  return isText && readFile({ schema, uiSchema, value }) === null;
}

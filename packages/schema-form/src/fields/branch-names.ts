import type { FormContextValue, FormTexts } from '../context/form-context.ts';
import { getPropertySchemas } from '../model/applicable-schemas.ts';
import { getTags } from '../model/choices.ts';
import { getNamedKeys } from '../model/choose-branch.ts';
import {
  getOwn,
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  toList,
} from '../model/json-schema.ts';
import { getKeyTitle } from '../model/node-title.ts';
import type { Choice, Node } from '../model/nodes.ts';
import { toOptionTitle } from '../model/option-title.ts';
import { followReference } from '../model/schema-references.ts';
import { toTitle } from '../model/to-title.ts';

/** The maximum number of properties that a name lists. */
const maxProperties = 3;

/**
 * Returns the names of a choice's branches. A name is the title of the branch, or else the constants that distinguish
 * it, the titles of its required properties, or its type. Equal names get numbers.
 */
export function getBranchNames(
  root: JsonSchema,
  node: Node,
  choice: Choice,
  { texts, locale }: Pick<FormContextValue, 'texts' | 'locale'>,
): string[] {
  const names = choice.branches.map((branch, index) => {
    const title = choice.titles[index]?.trim();
    if (title) return title;
    const together = getTogether(root, branch);
    const tags = Object.values(getTags(root, choice.schema, branch)).map((tag) => toTagName(tag, texts));
    const words = tags.length > 0 ? tags : getPropertyTitles(root, node, together);
    if (words.length > 0) return toSentence(words, locale);
    return getTypeName(together, texts) ?? '';
  });
  return names.map((name, index) => {
    const isUnique = name !== '' && names.indexOf(name) === names.lastIndexOf(name);
    return isUnique ? name : texts.item(name || texts.options, index + 1, null);
  });
}

function toTagName(tag: JsonValue, texts: FormTexts): string {
  return typeof tag === 'boolean' ? (tag ? texts.yes : texts.no) : toOptionTitle(tag);
}

function toSentence(words: readonly string[], locale: string): string {
  const [only = ''] = words;
  if (words.length === 1) return only;
  return new Intl.ListFormat(locale, { style: 'short', type: 'unit' }).format(words);
}

/** Returns a branch, the schemas that it refers to, and the schemas in their `allOf`. */
function getTogether(root: JsonSchema, branch: JsonSchema): JsonSchema[] {
  const together = new Set<JsonSchema>();
  const visit = (schema: unknown) => {
    if (!isJsonObject(schema) || together.has(schema as JsonSchema)) return;
    together.add(schema as JsonSchema);
    visit(followReference(root, schema as JsonSchema));
    toList(schema.allOf).forEach(visit);
  };
  visit(branch);
  return [...together];
}

/**
 * Returns the titles of the properties that a branch requires, or else of those that it names; `[]` if they are too
 * many for a name.
 */
function getPropertyTitles(root: JsonSchema, node: Node, together: readonly JsonSchema[]): string[] {
  const required = new Set(together.flatMap((schema) => toList(schema.required).map(String)));
  const keys =
    required.size > 0 ? required : new Set(together.flatMap((schema) => [...getNamedKeys(root, schema)]));
  if (keys.size > maxProperties) return [];
  return [...keys].map((key) => {
    const own: unknown = getOwn(node.uiSchema, key);
    const titles = [
      isJsonObject(own) ? getUiOption(own, 'title') : undefined,
      ...getPropertySchemas(root, [...together, ...node.possible], key).map(({ title }) => title),
    ];
    const title = titles.find((candidate) => typeof candidate === 'string' && candidate.trim() !== '');
    return typeof title === 'string' ? title : getKeyTitle(toTitle(key));
  });
}

function getTypeName(together: readonly JsonSchema[], texts: FormTexts): string | null {
  const typed = together.find(({ type }) => type !== undefined);
  const types = typed ? getTypes(typed) : together.some(({ properties }) => properties) ? ['object'] : [];
  const names = types.map((type) => {
    const kind = type === 'integer' ? 'number' : type;
    return Object.hasOwn(texts.kinds, kind) ? texts.kinds[kind as keyof FormTexts['kinds']] : null;
  });
  if (names.length === 0) return typed ? texts.notGiven : null;
  return names.every((name) => name !== null) ? [...new Set(names)].join(' / ') : null;
}

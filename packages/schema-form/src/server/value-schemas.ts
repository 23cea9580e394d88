import { hasKeyword } from '../model/drafts.ts';
import { toToken } from '../model/json-pointer.ts';
import { isJsonObject, type JsonSchema, toList } from '../model/json-schema.ts';
import type { AuthoredSchemas, ConditionalSchema } from './authored-schemas.ts';
import { getFacts, type SchemaFacts } from './schema-facts.ts';

/** A schema that the schemas of an object have for one of its members. */
export interface Declaration {
  schema: JsonSchema | boolean;
  pointer: string;
}

/** The declarations of a member: those that always count, and those of conditions and branches. */
export interface Member {
  always: Declaration[];
  sometimes: Declaration[];
}

/** A conditional schema of a value, with the facts that hold where it does. */
export interface Alternative extends ConditionalSchema {
  together: readonly JsonSchema[];
  /** The facts of the schemas around it. */
  outer: readonly SchemaFacts[];
}

/** Everything that the schemas of one value say. */
export interface ValueSchemas {
  /** The schemas that always apply. */
  together: readonly JsonSchema[];
  facts: SchemaFacts;
  alternatives: readonly Alternative[];
  /** All schemas that could apply. */
  all: readonly JsonSchema[];
  members: ReadonlyMap<string, Member>;
  /** The names that are always required. */
  required: ReadonlySet<string>;
  /** Whether people may add members. */
  isOpen: boolean;
}

/** Collects what the schemas of a value say, given its declarations. */
export function collectValueSchemas(authored: AuthoredSchemas, { always, sometimes }: Member): ValueSchemas {
  const getAll = (schema: JsonSchema | boolean) =>
    typeof schema === 'boolean' ? [] : authored.getTogether(schema);
  const together = [...new Set(always.flatMap(({ schema }) => getAll(schema)))];
  const facts = getFacts(together);
  const all = new Set(together);
  const alternatives: Alternative[] = [];
  const add = (found: readonly ConditionalSchema[], outer: readonly SchemaFacts[]) => {
    for (const conditional of found) {
      const own = getAll(conditional.schema);
      alternatives.push({ ...conditional, together: own, outer });
      const fresh = own.filter((schema) => !all.has(schema));
      for (const schema of fresh) all.add(schema);
      const inside = [...outer, getFacts(own)];
      for (const schema of fresh) add(authored.getConditional(schema), inside);
    }
  };
  add(
    sometimes.map((declaration): ConditionalSchema => ({ keyword: 'then', ...declaration })),
    [facts],
  );
  for (const schema of together) add(authored.getConditional(schema), [facts]);
  return {
    together,
    facts,
    alternatives,
    all: [...all],
    members: collectMembers(authored, new Set(together), all),
    required: new Set(together.flatMap(({ required }) => toList(required).map(String))),
    isOpen: [...all].some(
      ({ additionalProperties, unevaluatedProperties, patternProperties }) =>
        Boolean(additionalProperties) || Boolean(unevaluatedProperties) || patternProperties !== undefined,
    ),
  };
}

function collectMembers(
  authored: AuthoredSchemas,
  together: ReadonlySet<JsonSchema>,
  all: ReadonlySet<JsonSchema>,
): Map<string, Member> {
  const members = new Map<string, Member>();
  for (const schema of all) {
    for (const [key, declaration] of getDeclarations(authored, schema)) {
      const member = members.get(key) ?? { always: [], sometimes: [] };
      members.set(key, member);
      (together.has(schema) ? member.always : member.sometimes).push(declaration);
    }
  }
  return members;
}

/** Returns the members that one schema names. */
export function getDeclarations(authored: AuthoredSchemas, schema: JsonSchema): [string, Declaration][] {
  const pointer = authored.getPointer(schema);
  const { properties } = schema;
  if (pointer === null || authored.isAlone(schema) || !isJsonObject(properties)) return [];
  return Object.entries(properties).flatMap(([key, member]): [string, Declaration][] =>
    typeof member === 'boolean' || isJsonObject(member)
      ? [[key, { schema: member as JsonSchema | boolean, pointer: `${pointer}/properties/${toToken(key)}` }]]
      : [],
  );
}

/** Returns the schemas of the items of a list and of the entries of a map. */
export function getEntries(authored: AuthoredSchemas, schema: JsonSchema): JsonSchema[] {
  if (authored.isAlone(schema)) return [];
  const { items, prefixItems, additionalItems, patternProperties } = schema;
  const lists = [
    ...toList(items),
    ...(hasKeyword(authored.getDraft(schema), 'prefixItems') ? toList(prefixItems) : []),
  ];
  const maps = isJsonObject(patternProperties) ? Object.values(patternProperties) : [];
  const others = [items, additionalItems, schema.additionalProperties];
  return [...lists, ...maps, ...others].filter(isJsonObject) as JsonSchema[];
}

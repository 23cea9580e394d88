import {
  getOwn,
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  toList,
  type UiSchema,
} from '../model/json-schema.ts';
import type { AuthoredSchemas } from './authored-schemas.ts';
import { guessAutocomplete } from './autocomplete-tokens.ts';
import { type FormProblems, shorten } from './form-problem.ts';
import { countFactSteps } from './schema-facts.ts';
import { findUnreachable } from './unreachable-schemas.ts';
import { collectValueSchemas, getEntries, type Member, type ValueSchemas } from './value-schemas.ts';

/** Walks all values that a form may have, and warns of what is missing or contradictory in their schemas. */
export class ValueCheck {
  readonly #authored: AuthoredSchemas;
  readonly #uiSchema: UiSchema;
  readonly #problems: FormProblems;
  /** The declarations that were visited without a uiSchema. */
  readonly #visited = new Set<string>();
  readonly #ids = new Map<JsonSchema, number>();

  constructor(authored: AuthoredSchemas, uiSchema: UiSchema, problems: FormProblems) {
    this.#authored = authored;
    this.#uiSchema = uiSchema;
    this.#problems = problems;
  }

  run(): void {
    const always = [{ schema: this.#authored.root, pointer: '/schema' }];
    this.#visit({ always, sometimes: [] }, [this.#uiSchema], false);
  }

  /** Visits a value. `uiSchemas` are those that could apply to it. `isEntry`: it is inside a list or a map. */
  #visit(declared: Member, uiSchemas: readonly UiSchema[], isEntry: boolean): void {
    if (hasNothingToCheck(declared)) return;
    const key = this.#getKey(declared);
    // Against endless recursion: a value is visited again only for a uiSchema, which is finite.
    if (key === '' || (this.#visited.has(key) && uiSchemas.length === 0)) return;
    this.#visited.add(key);
    const value = collectValueSchemas(this.#authored, declared);
    const steps = value.all.reduce((sum, schema) => sum + countFactSteps(schema), value.members.size);
    if (!this.#problems.takeSteps(1 + steps)) return;
    findUnreachable(this.#authored, value, this.#problems);
    for (const [name, member] of value.members) {
      if (!this.#problems.takeSteps()) return;
      const memberUiSchemas = getMemberUiSchemas(uiSchemas, name);
      this.#checkMember(name, member, memberUiSchemas, value, isEntry);
      this.#visit(member, memberUiSchemas, isEntry);
    }
    const entryUiSchemas = ['items', 'additionalItems', 'additionalProperties'].flatMap((name) =>
      getMemberUiSchemas(uiSchemas, name),
    );
    for (const schema of value.all.flatMap((together) => getEntries(this.#authored, together))) {
      const pointer = this.#authored.getPointer(schema);
      if (pointer !== null)
        this.#visit({ always: [{ schema, pointer }], sometimes: [] }, entryUiSchemas, true);
    }
  }

  /** Names the schemas of a value. Values that refer to the same schema have the same name. */
  #getKey({ always, sometimes }: Member): string {
    const ids = [...always, ...sometimes]
      .flatMap(({ schema }) => (typeof schema === 'boolean' ? [] : this.#authored.getTogether(schema)))
      .filter((schema) => !isReferenceOnly(schema))
      .map((schema) => {
        const id = this.#ids.get(schema) ?? this.#ids.size;
        this.#ids.set(schema, id);
        return id;
      });
    return ids.join();
  }

  #checkMember(
    name: string,
    member: Member,
    uiSchemas: readonly UiSchema[],
    parent: ValueSchemas,
    isEntry: boolean,
  ): void {
    const [first] = [...member.always, ...member.sometimes].filter(({ schema }) => schema !== false);
    if (!first) return;
    const { pointer } = first;
    const schemas = [...member.always, ...member.sometimes].flatMap(({ schema }) =>
      typeof schema === 'boolean' ? [] : this.#authored.getTogether(schema),
    );
    const getOption = (option: string): unknown =>
      [...uiSchemas, ...this.#getDefinitions(schemas)]
        .map((uiSchema) => getUiOption(uiSchema, option))
        .find((found) => found !== undefined);
    this.#checkName(name, pointer, parent);
    this.#checkTitles(member);
    const isShown = getOption('widget') !== 'hidden' && !schemas.some((schema) => schema.const !== undefined);
    if (!isShown) return;
    if (![getOption('title'), ...schemas.map(({ title }) => title)].some(isText)) {
      this.#problems.warn('title', pointer, `has no title: the form derives one from "${shorten(name)}"`);
    }
    const isReadOnly = getOption('readonly') === true || schemas.some(({ readOnly }) => readOnly === true);
    if (isEntry || isReadOnly || !isSingleText(schemas) || getOption('autocomplete') !== undefined) return;
    const token = guessAutocomplete(name, schemas);
    if (token === null) return;
    this.#problems.warn(
      'autocomplete',
      pointer,
      `looks like a personal value: set "ui:autocomplete" to "${token}", or to "off" if it is none`,
    );
  }

  /** Returns the uiSchemas of `ui:definitions` for the types that schemas refer to. */
  #getDefinitions(schemas: readonly JsonSchema[]): UiSchema[] {
    const definitions = this.#uiSchema['ui:definitions'];
    if (!isJsonObject(definitions)) return [];
    return schemas.flatMap(({ $ref }) => {
      const found = typeof $ref === 'string' && Object.hasOwn(definitions, $ref) ? definitions[$ref] : null;
      return isJsonObject(found) ? [found] : [];
    });
  }

  /** Warns of a name whose field has the id of another element. */
  #checkName(name: string, pointer: string, { members }: ValueSchemas): void {
    const [, other] = /^(.+)__(?:help|error|title|select|examples|years)$/s.exec(name) ?? [];
    if (other !== undefined && members.has(other)) {
      this.#problems.warn('hidden', pointer, `has the id of an element that belongs to "${shorten(other)}"`);
    }
  }

  /** Warns of titles that another declaration of the same property hides: the first one counts. */
  #checkTitles({ always, sometimes }: Member): void {
    let shown: string | null = null;
    // Alternatives may name a property differently, as only one of them applies at a time.
    const declarations = always.length > 0 ? [...always, ...sometimes] : [];
    for (const { schema, pointer } of declarations) {
      const title = typeof schema === 'boolean' ? undefined : schema.title;
      if (typeof title !== 'string') continue;
      shown ??= title;
      if (title !== shown) {
        const problem = `is never shown: the title of another declaration is "${shorten(shown)}"`;
        this.#problems.warn('hidden', `${pointer}/title`, problem);
      }
    }
  }
}

function getMemberUiSchemas(uiSchemas: readonly UiSchema[], name: string): UiSchema[] {
  return uiSchemas.flatMap((uiSchema) => {
    const branches = [...toList(uiSchema.oneOf), ...toList(uiSchema.anyOf)].filter(isJsonObject);
    return [uiSchema, ...branches].flatMap((own) => {
      const member: unknown = getOwn(own, name);
      return [member, ...toList(member)].filter(isJsonObject);
    });
  });
}

/** Returns whether a value has one schema with nothing to check: most texts, numbers and booleans. */
function hasNothingToCheck({ always, sometimes }: Member): boolean {
  const [first] = always;
  const isOnly = first !== undefined && always.length === 1 && sometimes.length === 0;
  if (!isOnly || typeof first.schema === 'boolean') return isOnly;
  return (
    first.schema.$ref === undefined && Object.values(first.schema).every((value) => typeof value !== 'object')
  );
}

/** Returns whether a schema only refers to another one and names it. */
function isReferenceOnly(schema: JsonSchema): boolean {
  return (
    schema.$ref !== undefined &&
    Object.keys(schema).every((keyword) => /^(\$ref|title|description)$/.test(keyword))
  );
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

/** Returns whether a value is a text in one field. */
function isSingleText(schemas: readonly JsonSchema[]): boolean {
  const types = schemas.flatMap(getTypes);
  return types.length > 0 && types.every((type) => type === 'string');
}

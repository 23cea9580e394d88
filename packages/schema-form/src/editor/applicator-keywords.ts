import { entries, value as getValue, typeOf } from '@hyperjump/browser';
import { getKeyword, Validation, type ValidationContext } from '@hyperjump/json-schema/experimental';
import * as Instance from '@hyperjump/json-schema/instance/experimental';
import { createBoundedPattern } from '../patterns/bounded-patterns.ts';
import {
  type CompiledSchemas,
  createKeyword,
  type DataNode,
  getStandardId,
  type KeywordContext,
  type SchemaNode,
} from './interpreter-keyword.ts';

function compileSchema(schema: SchemaNode, schemas: CompiledSchemas): Promise<string> {
  return Validation.compile(schema, schemas, schema);
}

/** Compiles the schemas in a map, by their keys. */
async function compileMap(map: SchemaNode, schemas: CompiledSchemas): Promise<Map<string, string>> {
  const compiled = new Map<string, string>();
  for await (const [key, child] of entries(map)) {
    compiled.set(key, await compileSchema(child as SchemaNode, schemas));
  }
  return compiled;
}

/** Applies to each property the schemas that `find` selects for its name. */
function applyToProperties(
  instance: DataNode,
  context: KeywordContext,
  find: (name: string) => readonly string[],
): boolean {
  if (Instance.typeOf(instance) !== 'object') return true;
  let isValid = true;
  for (const [key, child] of Instance.entries(instance)) {
    const name: string = Instance.value(key);
    for (const url of find(name)) {
      if (!Validation.interpret(url, child, context)) isValid = false;
      context.evaluatedProperties?.add(name);
    }
  }
  return isValid;
}

/** The keywords with subschemas in which the library differs from the validator of the server. */
export const applicatorKeywords = [
  // The library looks a property up in an object, where it finds `toString`.
  createKeyword('properties', compileMap, (urls, instance, context) =>
    applyToProperties(instance, context, (name) => {
      const url = urls.get(name);
      return url === undefined ? [] : [url];
    }),
  ),

  // Against denial of service: patterns run in linear time, here and in `additionalProperties`.
  createKeyword(
    'patternProperties',
    async (map, schemas) =>
      [...(await compileMap(map, schemas))].map(([source, url]) => ({
        pattern: createBoundedPattern(source),
        url,
      })),
    (patterns, instance, context) =>
      applyToProperties(instance, context, (name) =>
        patterns.filter(({ pattern }) => pattern.test(name)).map(({ url }) => url),
      ),
  ),

  createKeyword(
    'additionalProperties',
    async (schema, schemas, parent) => {
      const { properties = {}, patternProperties = {} } = getValue<Record<string, object>>(parent);
      return {
        names: new Set(Object.keys(properties)),
        patterns: Object.keys(patternProperties).map(createBoundedPattern),
        url: await compileSchema(schema, schemas),
      };
    },
    ({ names, patterns, url }, instance, context) =>
      applyToProperties(instance, context, (name) =>
        names.has(name) || patterns.some((pattern) => pattern.test(name)) ? [] : [url],
      ),
  ),

  // Evaluates the condition once. The library evaluates it three times, which multiplies in nested ones.
  createKeyword(
    'if',
    async (schema, schemas, parent) => {
      const branches: Partial<Record<string, string>> = {};
      for await (const [keyword, child] of entries(parent)) {
        if (keyword !== 'then' && keyword !== 'else') continue;
        branches[keyword] = await compileSchema(child as SchemaNode, schemas);
      }
      return { condition: await compileSchema(schema, schemas), branches };
    },
    ({ condition, branches }, instance, context) => {
      // The errors of the condition itself are no errors.
      const holds = Validation.interpret(condition, instance, { ...context });
      const branch = branches[holds ? 'then' : 'else'];
      return branch === undefined || Validation.interpret(branch, instance, context);
    },
  ),
  ...['then', 'else'].map((name) =>
    createKeyword(
      name,
      async () => null,
      () => true,
    ),
  ),

  // Of drafts up to draft-07: names that a property requires, or a schema.
  createKeyword(
    'dependencies',
    async (map, schemas) => {
      const compiled: [string, string | string[]][] = [];
      for await (const [key, child] of entries(map)) {
        const isList = typeOf(child) === 'array';
        const names = isList ? getValue<string[]>(child) : null;
        compiled.push([key, names ?? (await compileSchema(child as SchemaNode, schemas))]);
      }
      return compiled;
    },
    (dependencies, instance, context) => {
      if (Instance.typeOf(instance) !== 'object') return true;
      let isValid = true;
      for (const [name, dependency] of dependencies) {
        if (!Instance.has(name, instance)) continue;
        const holds =
          typeof dependency === 'string'
            ? Validation.interpret(dependency, instance, context)
            : dependency.every((required) => Instance.has(required, instance));
        if (!holds) isValid = false;
      }
      return isValid;
    },
  ),

  // In 2019-09, unlike in the library's version, an item that `contains` matches is not evaluated.
  createKeyword(
    'contains',
    (...subschema) => getContains().compile(...subschema),
    (compiled, instance, context) =>
      getContains().interpret(compiled, instance, {
        ...context,
        evaluatedItems: undefined,
      } as ValidationContext),
  ),
];

function getContains() {
  return getKeyword<unknown>(getStandardId('contains'));
}

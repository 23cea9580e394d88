import { value as getValue } from '@hyperjump/browser';
import type { Keyword, ValidationContext } from '@hyperjump/json-schema/experimental';
import * as Instance from '@hyperjump/json-schema/instance/experimental';
import type { JsonValue } from '../model/json-schema.ts';

type Compile<Compiled> = Keyword<Compiled>['compile'];

/** A subschema, as the library walks a document. */
export type SchemaNode = Parameters<Compile<unknown>>[0];
/** The schemas that are compiled, by their address. */
export type CompiledSchemas = Parameters<Compile<unknown>>[1];
/** A value, as the library walks data. */
export type DataNode = Instance.JsonNode;

/** The properties and items that a schema has evaluated, for `unevaluatedProperties` and `unevaluatedItems`. */
export interface KeywordContext extends ValidationContext {
  evaluatedProperties?: Set<string>;
  evaluatedItems?: Set<number>;
}

/** Returns the identifier of a keyword that differs from that of the library. */
function getOwnId(name: string): string {
  return `https://schema-form.invalid/keyword/${name}`;
}

/** Returns the identifier of a keyword of the library. */
export function getStandardId(name: string): string {
  return `https://json-schema.org/keyword/${name}`;
}

/** Returns the name of a keyword from its identifier. */
export function getKeywordName(id: string): string {
  if (id === getStandardId('ref')) return '$ref';
  return id.slice(id.lastIndexOf('/') + 1);
}

export function createKeyword<Compiled>(
  name: string,
  compile: Compile<Compiled>,
  interpret: (compiled: Compiled, instance: DataNode, context: KeywordContext) => boolean,
): Keyword<unknown> {
  return { id: getOwnId(name), compile, interpret } as Keyword<unknown, never> as Keyword<unknown>;
}

/** Creates a keyword without subschemas. `prepare` gets its value, and the schema that has it. */
export function createAssertion<Compiled>(
  name: string,
  prepare: (value: JsonValue, schema: Record<string, JsonValue>) => Compiled,
  holds: (compiled: Compiled, value: JsonValue) => boolean,
): Keyword<unknown> {
  return createKeyword<Compiled>(
    name,
    async (schema, _, parent) => prepare(getValue(schema), getValue(parent)),
    (compiled, instance) => holds(compiled, Instance.value(instance)),
  );
}

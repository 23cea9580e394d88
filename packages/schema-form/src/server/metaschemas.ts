import { Ajv, type ValidateFunction } from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import { toInternalDialect } from '../model/dialects.ts';
import { type Draft, getDraft } from '../model/drafts.ts';
import type { JsonSchema } from '../model/json-schema.ts';
import type { SchemaResources } from '../model/schema-resources.ts';
import { someSubschema } from '../model/subschemas.ts';
import { draft04 } from './draft-04.ts';

const options = { strict: false, allErrors: true, logger: false } as const;

/** One instance for each draft. It compiles the metaschema, which takes longer than everything else here. */
const checkers = new Map<number, Ajv>();

function getAjv(draft: number): Ajv {
  const known = checkers.get(draft);
  if (known) return known;
  let ajv: Ajv;
  if (draft === 2019) ajv = new Ajv2019(options) as unknown as Ajv;
  else if (draft === 2020) ajv = new Ajv2020(options) as unknown as Ajv;
  else ajv = new Ajv(options);
  checkers.set(draft, ajv);
  return ajv;
}

const validators = new Map<number, ValidateFunction>();

/** Returns a validator for schemas of the same draft as the given one. */
export function getMetaschemaValidator(schema: JsonSchema): ValidateFunction {
  const draft = getDraft(schema) ?? guessDraft(schema);
  const known = validators.get(draft);
  if (known) return known;
  const found = draft === 4 ? compileDraft04() : getAjv(draft).getSchema(addresses[draft]);
  if (!found) throw new Error(`Ajv has no metaschema for draft ${draft}`);
  validators.set(draft, found as ValidateFunction);
  return found as ValidateFunction;
}

function compileDraft04(): ValidateFunction {
  const { $schema: _, ...schema } = toInternalDialect(draft04);
  return getAjv(4).compile(schema);
}

/** Draft-06 uses the metaschema of draft-07, which only has additional keywords. */
const addresses: Record<Exclude<Draft, null | 4>, string> = {
  6: 'http://json-schema.org/draft-07/schema',
  7: 'http://json-schema.org/draft-07/schema',
  2019: 'https://json-schema.org/draft/2019-09/schema',
  2020: 'https://json-schema.org/draft/2020-12/schema',
};

/** Returns the newest draft that has all keywords of a schema in the form in which it uses them. */
function guessDraft(schema: JsonSchema): Exclude<Draft, null> {
  if (someSubschema(schema, hasBooleanBounds)) return 4;
  return someSubschema(schema, ({ items }) => Array.isArray(items)) ? 2019 : 2020;
}

function hasBooleanBounds({ exclusiveMinimum, exclusiveMaximum }: JsonSchema): boolean {
  return typeof exclusiveMinimum === 'boolean' || typeof exclusiveMaximum === 'boolean';
}

let all: JsonSchema[] | null = null;

/** Returns the metaschemas of all drafts, which any schema may refer to. */
export function getMetaschemas(): readonly JsonSchema[] {
  all ??= [draft04, draft06 as JsonSchema, ...[7, 2019, 2020].flatMap(listMetaschemas)];
  return all;
}

function listMetaschemas(draft: number): JsonSchema[] {
  return Object.values(getAjv(draft).schemas).flatMap((known) =>
    known && typeof known.schema === 'object' ? [known.schema as JsonSchema] : [],
  );
}

const bundles = new WeakMap<JsonSchema, JsonSchema>();

/**
 * Returns a schema in the internal dialect as one self-contained document: the `documents` and metaschemas
 * that it refers to become definitions. `resources` are those of all of them, if the caller has them.
 */
export function bundleSchema(
  schema: JsonSchema | boolean,
  documents: readonly JsonSchema[] = [],
  resources?: SchemaResources,
): JsonSchema {
  const known = typeof schema === 'object' ? bundles.get(schema) : undefined;
  if (known && documents.length === 0) return known;
  const bundle = toInternalDialect(schema, [...documents, ...getMetaschemas()], resources);
  if (typeof schema === 'object') bundles.set(schema, bundle);
  bundles.set(bundle, bundle);
  return bundle;
}

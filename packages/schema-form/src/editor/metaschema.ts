import applicator from 'ajv/dist/refs/json-schema-2020-12/meta/applicator.json' with { type: 'json' };
import content from 'ajv/dist/refs/json-schema-2020-12/meta/content.json' with { type: 'json' };
import core from 'ajv/dist/refs/json-schema-2020-12/meta/core.json' with { type: 'json' };
import format from 'ajv/dist/refs/json-schema-2020-12/meta/format-annotation.json' with { type: 'json' };
import metadata from 'ajv/dist/refs/json-schema-2020-12/meta/meta-data.json' with { type: 'json' };
import unevaluated from 'ajv/dist/refs/json-schema-2020-12/meta/unevaluated.json' with { type: 'json' };
import validation from 'ajv/dist/refs/json-schema-2020-12/meta/validation.json' with { type: 'json' };
import root from 'ajv/dist/refs/json-schema-2020-12/schema.json' with { type: 'json' };
import { toInternalDialect } from '../model/dialects.ts';
import type { JsonSchema } from '../model/json-schema.ts';

const vocabularies = [core, applicator, unevaluated, validation, metadata, format, content];

let metaschema: JsonSchema | null = null;

/** Returns the metaschema of 2020-12 as one document in the internal dialect: the schema of schemas. */
export function getMetaschema(): JsonSchema {
  metaschema ??= toInternalDialect(root as JsonSchema, vocabularies as JsonSchema[]);
  return metaschema;
}

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject, JsonSchema, JsonValue } from 'schema-form';

/** A schema that the form must be able to render, with data for it; see docs/form.md. */
export interface CorpusCase {
  name: string;
  schema: JsonSchema;
  ui_schema: JsonObject;
  /** Valid data, unless the file says otherwise. */
  data: JsonObject;
  /** Data that the schema forbids. */
  invalid: JsonValue[];
  /** Texts that the form shows; by default the titles of the top-level properties. */
  shows: string[];
}

type CorpusFile = Pick<CorpusCase, 'schema'> & Partial<CorpusCase>;

const folder = path.join(import.meta.dirname, 'schemas');

/** Every file of `schemas/`, and schemas that are generated because they are large. */
export const corpus: CorpusCase[] = [...readFiles(), ...createLargeCases()];

function readFiles(): CorpusCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => {
      const text = readFileSync(path.join(folder, file), 'utf8');
      return complete(path.basename(file, '.json'), JSON.parse(text) as CorpusFile);
    });
}

function complete(name: string, file: CorpusFile): CorpusCase {
  const { schema, ui_schema = {}, data = {}, invalid = [], shows = getTitles(schema) } = file;
  return { name, schema, ui_schema, data, invalid, shows };
}

/** Returns the titles of the properties, or else their names. A property with the schema `false` has no field. */
function getTitles(schema: JsonSchema): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    if (property === false) return [];
    return [(property === true ? '' : property.title) || key];
  });
}

function createLargeCases(): CorpusCase[] {
  const kinds: JsonSchema[] = [
    { type: 'string', maxLength: 20 },
    { type: 'integer' },
    { type: 'boolean' },
    { type: 'string', enum: ['a', 'b', 'c'] },
    { type: 'string', format: 'date' },
  ];
  const fields = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [
      `field${index}`,
      { ...kinds[index % kinds.length], title: `Field ${index}` },
    ]),
  );
  let deep: JsonSchema = { type: 'string', title: 'Level 12' };
  for (let level = 11; level > 0; level -= 1) {
    deep = { type: 'object', title: `Level ${level}`, properties: { down: deep } };
  }
  const longName = 'n'.repeat(300);
  const branches = Array.from({ length: 40 }, (_, index) => ({
    title: `Kind ${index}`,
    type: 'object',
    properties: { kind: { const: `k${index}` }, value: { type: 'string', title: `Value ${index}` } },
    required: ['kind'],
  }));
  return [
    complete('fields-500', { schema: { type: 'object', properties: fields }, data: { field0: 'first' } }),
    complete('levels-12', {
      schema: { type: 'object', properties: { down: deep } },
      shows: ['Level 1', 'Level 11', 'Level 12'],
    }),
    complete('name-of-300', {
      schema: { type: 'object', properties: { [longName]: { type: 'string' } } },
      data: { [longName]: 'x' },
    }),
    complete('branches-40', {
      schema: { type: 'object', properties: { thing: { title: 'Thing', oneOf: branches } } },
      data: { thing: { kind: 'k7', value: 'v' } },
      invalid: [{ thing: {} }],
    }),
  ];
}

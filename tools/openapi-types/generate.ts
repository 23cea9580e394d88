/** Writes the types of `shared/openapi.json`; `npm run openapi-types` runs it. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import openapi, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const folder = new URL('../../shared/', import.meta.url);
const text = readFileSync(new URL('openapi.json', folder), 'utf8');

/** A schema with `x-type` has a type of schema-form, which says more than the document can. */
const used = new Set<string>();
const nodes = await openapi(text, {
  transform(schema) {
    const name: unknown = (schema as { 'x-type'?: unknown })['x-type'];
    if (typeof name !== 'string') return undefined;
    used.add(name);
    return ts.factory.createTypeReferenceNode(name);
  },
});

const hash = createHash('sha256').update(text).digest('hex');
writeFileSync(
  new URL('openapi-types.ts', folder),
  `// Generated from openapi.json by "npm run openapi-types". Do not edit.
// SHA-256 of openapi.json: ${hash}
import type { ${[...used].sort().join(', ')} } from 'schema-form';

${astToString(nodes)}`,
);

import { createHash } from 'node:crypto';
import {
  bundleSchema,
  FormDefinitionError,
  hashValidator,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  wrapRoot,
} from 'schema-form/server';
import { type Sandbox, SandboxError } from '../sandbox/sandbox.ts';
import type { SchemaProblem } from '../sandbox/tasks.ts';
import { getValidatorUrl } from '../services/profile-forms.ts';
import { BackendError } from './errors.ts';
import { measureDepth } from './read-answer.ts';

/** A schema of the backend that was checked. */
export interface CompiledSchema {
  /** The SHA-256 of its JSON text. */
  key: string;
  /** As the backend wrote it: the sandbox compiles and validates it. */
  authored: JsonSchema;
  /** In the internal dialect: forms and services use it. */
  schema: JsonSchema;
  /** The address of its validator; null where only the backend validates. */
  validatorUrl: string | null;
}

/** The schemas of the backend, which arrive at run time. They are hostile until they are checked. */
export interface CompileCache {
  /** Checks and compiles a schema, unless it is known. Rejects with BackendError for an invalid one. */
  get(schema: JsonSchema): Promise<CompiledSchema>;
  /** Returns the source of the validator module with this hash; null when it is not kept. */
  findValidator(hash: string): string | null;
}

/**
 * How much of a backend's schema is compiled; the backend alone validates beyond that. These are several times what large
 * forms have, and a schema within them compiles in well under the time that the sandbox has.
 */
const limits = {
  /** Bytes of its JSON text. */
  size: 262_144,
  /** Nested objects and lists. */
  depth: 64,
  /** Properties, nested ones included. */
  fields: 500,
};

/** Bytes of all that is kept. */
const mostBytes = 33_554_432;
/** Bytes that an entry takes beside its texts. */
const entrySize = 1024;

interface Entry {
  size: number;
  /** Null for a schema that is invalid: it is not checked again with each request. */
  compiled: CompiledSchema | null;
  code: string;
  validator: { hash: string; source: string } | null;
}

interface CompileCacheOptions {
  sandbox: Pick<Sandbox, 'run'>;
  maxBytes?: number;
}

/** Creates a cache that drops the schemas that were not used for longest. */
export function createCompileCache({ sandbox, maxBytes = mostBytes }: CompileCacheOptions): CompileCache {
  const entries = new Map<string, Entry>();
  const running = new Map<string, Promise<Entry>>();
  let total = 0;

  /** A Map keeps the order of insertion: the first entry is the one that was not used for longest. */
  const keep = (key: string, entry: Entry) => {
    const before = entries.get(key);
    if (before) total -= before.size;
    entries.delete(key);
    entries.set(key, entry);
    total += entry.size;
    for (const [oldest, { size }] of entries) {
      if (total <= maxBytes || oldest === key) break;
      entries.delete(oldest);
      total -= size;
    }
  };

  const compile = async (key: string, text: string, authored: JsonSchema): Promise<Entry> => {
    const size = text.length + entrySize;
    try {
      const source = isWithinLimits(text, authored) ? await runCompile(sandbox, authored) : null;
      if (source === null) getResult(await sandbox.run('check', authored));
      // Converted only after the sandbox has checked it. All later code knows one dialect.
      const schema = bundleSchema(authored);
      if (wrapRoot(schema, {})) throw new FormDefinitionError('/schema', 'must be an object');
      const validator = source === null ? null : { hash: hashValidator(source), source };
      const validatorUrl = validator && getValidatorUrl(validator.hash);
      const compiled = { key, authored, schema, validatorUrl };
      // The schema is kept twice: as it was written and in the internal dialect.
      return { size: size + text.length + (source?.length ?? 0), compiled, code: '', validator };
    } catch (error) {
      if (error instanceof FormDefinitionError) {
        return { size, compiled: null, code: `schema ${error.pointer}`, validator: null };
      }
      if (error instanceof SandboxError && error.reason === 'limit') {
        return { size, compiled: null, code: 'schema takes too long', validator: null };
      }
      throw error;
    }
  };

  return {
    async get(authored) {
      const text = JSON.stringify(authored);
      const key = createHash('sha256').update(text).digest('base64url');
      // The same schema of many customers is compiled once.
      const work = running.get(key) ?? entries.get(key) ?? compile(key, text, authored);
      if (work instanceof Promise) {
        running.set(key, work);
        const forget = () => running.delete(key);
        work.then(forget, forget);
      }
      const entry = await work;
      keep(key, entry);
      if (!entry.compiled) throw new BackendError('badAnswer', { code: entry.code });
      return entry.compiled;
    },
    findValidator(hash) {
      for (const { validator } of entries.values()) if (validator?.hash === hash) return validator.source;
      return null;
    },
  };
}

/** Returns the source of the validator; null when compiling exceeds the limits of the sandbox. */
async function runCompile(sandbox: Pick<Sandbox, 'run'>, schema: JsonSchema): Promise<string | null> {
  try {
    return getResult(await sandbox.run('compile', schema)).source;
  } catch (error) {
    if (error instanceof SandboxError && error.reason === 'limit') return null;
    throw error;
  }
}

function getResult<Result extends object>(result: Result | SchemaProblem): Result {
  if ('problem' in result) throw new FormDefinitionError(result.pointer, result.problem);
  return result;
}

function isWithinLimits(text: string, schema: JsonSchema): boolean {
  const root = schema as JsonValue;
  const { size, depth, fields } = limits;
  return Buffer.byteLength(text) <= size && measureDepth(root) <= depth && countFields(root) <= fields;
}

/** Returns the properties of a schema and of all schemas in it. */
function countFields(root: JsonValue): number {
  let count = 0;
  const open = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (isJsonObject(value) && isJsonObject(value.properties)) count += Object.keys(value.properties).length;
    for (const child of Object.values(value)) if (child !== undefined) open.push(child);
  }
  return count;
}

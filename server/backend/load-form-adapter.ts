import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { JsonValue } from 'schema-form/server';
import { EnvError } from '../env-error.ts';
import type { ReadForm } from './backend-profiles.ts';
import { readForm } from './dialects.ts';
import { BackendError } from './errors.ts';

/** Milliseconds that the function may take, as long as a GET of the backend. */
const longestTime = 3000;

/**
 * Loads the function that reads the forms of a backend with a dialect of its own: the export `adaptForm` of the
 * operator's module. It returns any of the built-in dialects. `time` is in milliseconds. Throws EnvError for a module
 * without it.
 */
export async function loadFormAdapter(file: string, time = longestTime): Promise<ReadForm> {
  const { href } = pathToFileURL(path.resolve(file));
  const module = (await import(/* @vite-ignore */ href).catch((error: Error) => {
    const reason = existsSync(file) ? error.message : `there is no file ${file}.`;
    throw new EnvError(`BACKEND_FORM_ADAPTER can't be loaded: ${reason}`);
  })) as Record<string, unknown>;
  const { adaptForm } = module;
  if (typeof adaptForm !== 'function') {
    throw new EnvError('BACKEND_FORM_ADAPTER must be a module that exports a function adaptForm.');
  }
  return async (answer, context) => {
    const adapt = async () => {
      try {
        // A copy: the function may change what it gets. What it returns may be no JSON, or a cycle, until it is written.
        const adapted: unknown = await adaptForm(structuredClone(answer), structuredClone(context));
        return JSON.parse(JSON.stringify(adapted) ?? 'null') as JsonValue;
      } catch {
        // The message may quote the customer.
        throw new BackendError('badAnswer', { code: 'BACKEND_FORM_ADAPTER threw' });
      }
    };
    const adapted = await Promise.race([adapt(), wait(time, undefined, { ref: false })]);
    if (adapted === undefined) throw new BackendError('timeout', { code: 'BACKEND_FORM_ADAPTER' });
    return readForm(adapted, context.customer);
  };
}

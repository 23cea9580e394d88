import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { JsonValue } from 'schema-form/server';
import { EnvError } from '../env-error.ts';
import type { ReadForm } from './backend-profiles.ts';
import { readForm } from './dialects.ts';
import { BackendError } from './errors.ts';

/**
 * Loads the function that reads the forms of a backend with a dialect of its own: the export `adaptForm` of the
 * operator's module. It returns any of the built-in dialects. Throws EnvError for a module without it.
 */
export async function loadFormAdapter(file: string): Promise<ReadForm> {
  const { href } = pathToFileURL(path.resolve(file));
  const module = (await import(/* @vite-ignore */ href).catch((error: Error) => {
    throw new EnvError(`BACKEND_FORM_ADAPTER can't be loaded: ${error.message}`);
  })) as Record<string, unknown>;
  const { adaptForm } = module;
  if (typeof adaptForm !== 'function') {
    throw new EnvError('BACKEND_FORM_ADAPTER must be a module that exports a function adaptForm.');
  }
  return async (answer, context) => {
    let adapted: JsonValue | undefined;
    try {
      // A copy: the function may change what it gets.
      adapted = (await adaptForm(structuredClone(answer), structuredClone(context))) as JsonValue | undefined;
    } catch {
      // The message may quote the customer.
      throw new BackendError('badAnswer', { code: 'BACKEND_FORM_ADAPTER threw' });
    }
    return readForm(adapted, context.customer);
  };
}

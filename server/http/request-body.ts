import {
  decodeFormBody,
  isJsonObject,
  isTooDeep,
  type JsonObject,
  type JsonValue,
  maxFields,
} from 'schema-form/server';
import type { FormPart } from '../domain/form-part.ts';
import { getMediaType } from '../domain/media-type.ts';
import type { AppContext } from './app-env.ts';
import { BodyError } from './body-error.ts';
import { readMultipart } from './multipart.ts';
import { readChunks } from './read-chunks.ts';

/** A request's body as an object (`{}` when it is empty), or the reason why it can't be read as one. */
export type RequestBody =
  | { kind: 'object'; value: JsonObject }
  | { kind: 'refused'; status: 400 | 415; text: 'api.notJson' | 'api.notForm' | 'api.mediaType' };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Milliseconds for a body without files: slow bodies of strangers would hold all connections (Slowloris). */
export const bodyTime = 30_000;

const urlEncoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';
const json = /^application\/([\w.-]+\+)?json$/;

/** Reads a JSON object or the fields of a form. Throws only BodyError, whatever the client sent. */
export async function readBody(c: AppContext): Promise<RequestBody> {
  const type = getMediaType(c.req.header('content-type'));
  if (type === urlEncoded || type === multipart) {
    const fields = await readFormFields(c);
    return fields
      ? { kind: 'object', value: decodeFormBody(fields) }
      : { kind: 'refused', status: 400, text: 'api.notForm' };
  }
  const text = await readText(c);
  if (text?.trim() === '') return { kind: 'object', value: {} };
  if (!json.test(type)) return { kind: 'refused', status: 415, text: 'api.mediaType' };
  const value = parseJson(text);
  return isJsonObject(value) && !isTooDeep(value)
    ? { kind: 'object', value }
    : { kind: 'refused', status: 400, text: 'api.notJson' };
}

/** Returns the fields of a form body in their order, files by their names; null for another body. Throws BodyError. */
export async function readFormFields(c: AppContext): Promise<[string, string][] | null> {
  const parts = await readFormParts(c);
  return parts?.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]) ?? null;
}

/**
 * Returns the fields and files of a form body in their order; null for another body. Files are empty where the request
 * may not hold any. Throws BodyError.
 */
export async function readFormParts(c: AppContext): Promise<FormPart[] | null> {
  const parts = await readParts(c);
  c.set('formParts', parts);
  return parts;
}

/** Returns whether a switch is on, in JSON or in a form body. */
export function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true' || value === '1';
}

async function readParts(c: AppContext): Promise<FormPart[] | null> {
  const header = c.req.header('content-type') ?? '';
  const type = getMediaType(header);
  if (type === multipart) return readMultipart(readChunks(c), header, c.get('bodyLimits'));
  if (type !== urlEncoded) return null;
  const text = await readText(c);
  if (text === null) return null;
  if (hasTooManyFields(text)) throw new BodyError(413);
  if (!encodesUtf8(text)) return null;
  return [...new URLSearchParams(text)];
}

/**
 * Returns the body as text. Null where it is not UTF-8: a lenient decoder would replace what it can't read, and the
 * replacements would be stored. Throws BodyError.
 */
export async function readText(c: AppContext): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(c)) chunks.push(chunk);
  try {
    return utf8.decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}

/** Counts the fields before any is decoded, and stops at the limit: very many would block the server. */
function hasTooManyFields(text: string): boolean {
  let count = 0;
  for (const _ of text.matchAll(/[^&]+/g)) {
    count += 1;
    if (count > maxFields) return true;
  }
  return false;
}

/** Returns whether the percent-encoded bytes of a form are UTF-8. A `%` that encodes nothing stands for itself. */
function encodesUtf8(text: string): boolean {
  const runs = text.match(/(?:%[89a-f][\da-f])+/gi) ?? [];
  try {
    decodeURIComponent(runs.join(' '));
    return true;
  } catch {
    return false;
  }
}

/** Returns undefined for what is no JSON. */
export function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

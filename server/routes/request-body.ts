import {
  type ChosenBranches,
  createNumberReader,
  decodeFormBody,
  followChoices,
  isJsonObject,
  isTooDeep,
  type JsonObject,
  maxFields,
  readChosenBranches,
  readNumbers,
} from 'schema-form/server';
import { languages } from '../../shared/languages.ts';
import type { AppContext } from '../app-env.ts';
import { getMediaType } from '../domain/media-type.ts';
import { BodyError, readChunks } from '../middleware/body-limits.ts';
import type { LanguageForm } from '../services/profile-forms.ts';
import { type FormPart, readMultipart } from './multipart.ts';

/** A request's body as an object, or why it is none. `{}` is what an empty one says too. */
export type RequestBody =
  | { kind: 'object'; value: JsonObject }
  | { kind: 'refused'; status: 400 | 415; text: 'api.notJson' | 'api.notForm' | 'api.mediaType' };

const urlEncoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';
const json = /^application\/([\w.-]+\+)?json$/;

/** Reads a JSON object or the fields of a form. Throws BodyError, and nothing else for what somebody sent. */
export async function readBody(c: AppContext): Promise<RequestBody> {
  const type = getMediaType(c.req.header('content-type'));
  if (type === urlEncoded || type === multipart) {
    const fields = await readFormFields(c);
    return fields
      ? { kind: 'object', value: decodeFormBody(fields) }
      : { kind: 'refused', status: 400, text: 'api.notForm' };
  }
  const text = await readText(c);
  if (text.trim() === '') return { kind: 'object', value: {} };
  if (!json.test(type)) return { kind: 'refused', status: 415, text: 'api.mediaType' };
  const value = parseJson(text);
  return isJsonObject(value) && !isTooDeep(value)
    ? { kind: 'object', value }
    : { kind: 'refused', status: 400, text: 'api.notJson' };
}

/** The fields of a form body in their order; null when it is none. A file counts as its name. */
export async function readFormFields(c: AppContext): Promise<[string, string][] | null> {
  const parts = await readFormParts(c);
  return parts?.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]) ?? null;
}

/** The same with the files, which are empty where no files are expected. Throws BodyError. */
export async function readFormParts(c: AppContext): Promise<FormPart[] | null> {
  const header = c.req.header('content-type') ?? '';
  const type = getMediaType(header);
  if (type === multipart) return readMultipart(readChunks(c), header, c.get('bodyLimits'));
  if (type !== urlEncoded) return null;
  const text = await readText(c);
  if (hasTooManyFields(text)) throw new BodyError(413);
  return [...new URLSearchParams(text)];
}

async function readText(c: AppContext): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readChunks(c)) chunks.push(chunk);
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Counts before anything is decoded, and no further than it must: very many fields would block the server. */
function hasTooManyFields(text: string): boolean {
  let count = 0;
  for (const _ of text.matchAll(/[^&]+/g)) {
    count += 1;
    if (count > maxFields) return true;
  }
  return false;
}

/** What a form of a page sends without script, its numbers read, and the branches that are chosen in it. */
export function readFormData(
  { schema, language }: Pick<LanguageForm, 'schema' | 'language'>,
  fields: readonly [string, string][],
): { payload: JsonObject; chosen: ChosenBranches } {
  const chosen = readChosenBranches(fields);
  // As a form with script holds them: what depends on a number has to see one.
  const data = readNumbers(schema, decodeFormBody(fields), createNumberReader(languages[language].writing));
  return { payload: followChoices(schema, data, chosen), chosen };
}

/**
 * The fields of these names, and the others. The names are bare, as those of a form's own buttons and
 * hidden fields are: a property that bears one comes as `root[name]`.
 */
export function takeFields<Name extends string>(
  fields: readonly [string, string][],
  names: readonly Name[],
): { taken: Partial<Record<Name, string>>; others: [string, string][] } {
  const isTaken = ([name]: readonly [string, string]) => (names as readonly string[]).includes(name);
  const taken = Object.fromEntries(fields.filter(isTaken)) as Partial<Record<Name, string>>;
  return { taken, others: fields.filter((field) => !isTaken(field)) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

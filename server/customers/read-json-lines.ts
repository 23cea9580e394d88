import { hasTooManyValues, isJsonObject, isTooDeep } from 'schema-form/server';
import { toCommandError } from '../command-error.ts';
import { type ColumnCache, flatten } from './columns.ts';
import type { FileRecord } from './file-record.ts';
import { reasonColumn } from './reason-column.ts';

/** Characters of one line. */
const longestLine = 1_000_000;

/** Reads the records of a JSON Lines text: an object in each line. Throws CommandError for a line that is too long. */
export async function* readJsonLines(
  text: AsyncIterable<string>,
  columns: ColumnCache,
  required: readonly string[],
): AsyncGenerator<FileRecord> {
  let line = 0;
  for await (const content of readLines(text)) {
    line += 1;
    if (content.trim() !== '') yield { line, ...readObject(content, columns, required) };
  }
}

function readObject(
  content: string,
  columns: ColumnCache,
  required: readonly string[],
): Omit<FileRecord, 'line'> {
  const refuse = (problem: string) => ({ cells: [], problem });
  let object: unknown;
  try {
    object = JSON.parse(content);
  } catch {
    return refuse('not JSON');
  }
  if (!isJsonObject(object)) return refuse('not a JSON object');
  // Against denial of service: what follows is recursive.
  if (isTooDeep(object) || hasTooManyValues(object)) return refuse('too many values');
  const missing = required.find((name) => !Object.hasOwn(object, name));
  if (missing) return refuse(`${missing} is missing`);
  const { [reasonColumn]: _, ...row } = object;
  const values = flatten(columns, row);
  const unknown = values.find(({ column }) => column === null);
  if (unknown) return refuse(`there is no property ${JSON.stringify(unknown.name.slice(0, 100))}`);
  return { cells: values.flatMap(({ column, value }) => (column ? { column, value } : [])), problem: null };
}

/** Reads the lines of a text; throws CommandError for one that is too long. */
export async function* readLines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let number = 1;
  for await (const part of text) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    number += lines.length;
    if (rest.length > longestLine) throw toCommandError([{ line: number, text: 'too long' }]);
    yield* lines;
  }
  yield rest;
}

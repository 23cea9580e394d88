import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type Info, parse } from 'csv-parse';
import { customerKeys } from '../../shared/customer-api.ts';
import { CommandError, toCommandError } from '../command-error.ts';
import { overlaps } from '../domain/property-path.ts';
import { unescapeFormula } from './cells.ts';
import type { Column, ColumnCache } from './columns.ts';
import type { FileRecord } from './file-record.ts';
import { reasonColumn } from './reason-column.ts';

/** Characters of one record; a quote that never ends would otherwise collect the rest of the file. */
const longestRecord = 1_000_000;

/** Reads the records of a CSV text whose first line names the columns. Throws CommandError for another text. */
export async function* readCsv(
  text: AsyncIterable<string>,
  columns: ColumnCache,
  required: readonly string[],
): AsyncGenerator<FileRecord> {
  let header: (Column | null)[] | null = null;
  for await (const { line, cells } of readCsvLines(text)) {
    if (header === null) {
      header = readHeader(cells, columns, required);
    } else {
      const problem = cells.length === header.length ? null : 'not as many values as columns';
      const values = header.flatMap((column, index) =>
        column ? { column, value: unescapeFormula(cells[index] ?? '') } : [],
      );
      yield { line, cells: values, problem };
    }
  }
  // An empty text has no header to be read.
  if (header === null) readHeader([], columns, required);
}

/** A line of a CSV text: that of the header too. */
interface CsvLine {
  /** The number of the last line, where a cell has several. */
  line: number;
  cells: string[];
  delimiter: string;
}

/** Reads the lines of a CSV text as they are. Throws CommandError for another text. */
export async function* readCsvLines(text: AsyncIterable<string>): AsyncGenerator<CsvLine> {
  const parts = text[Symbol.asyncIterator]();
  const start = await readFirstLine(parts);
  if (start.trim() === '') return;
  const delimiter = detectDelimiter(start);
  const parser = parse({
    info: true,
    skip_empty_lines: true,
    relax_column_count: true,
    delimiter,
    max_record_size: longestRecord,
  });
  const feeding = pipeline(Readable.from(continueWith(start, parts)), parser).catch(() => {});
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      yield { line: info.lines, cells: record, delimiter };
    }
  } catch (error) {
    if (error instanceof CsvError) throw explain(error);
    throw error;
  }
  await feeding;
}

/** Explains what is not CSV. The parser's own message quotes the value. */
function explain({ code, lines }: CsvError & { lines?: number }): CommandError {
  const problems: Partial<Record<CsvError['code'], string>> = {
    CSV_QUOTE_NOT_CLOSED: 'a quote does not end',
    CSV_MAX_RECORD_SIZE: 'a value is too long, or a quote does not end',
  };
  return toCommandError([{ line: lines ?? 1, text: problems[code] ?? 'a quote is in the wrong place' }]);
}

async function* continueWith(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield start;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Reads parts of a text until they contain the first line that is not empty. */
async function readFirstLine(parts: AsyncIterator<string>): Promise<string> {
  let text = '';
  while (!/\S[\s\S]*\n/.test(text) && text.length < longestRecord) {
    const next = await parts.next();
    if (next.done) break;
    text += next.value;
  }
  return text;
}

const delimiters = [',', ';', '\t', '|'];

/**
 * Returns the sign that most often separates names in the first line; none of them is part of a name outside of quotes.
 */
function detectDelimiter(text: string): string {
  const [line = ''] = text.trimStart().split(/\r?\n|\r/, 1);
  const unquoted = line.replaceAll(/"[^"]*"/g, '');
  const counted = delimiters.map((sign) => ({ sign, count: unquoted.split(sign).length }));
  return counted.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** Returns the columns of a header; null for the one of reasons. */
function readHeader(names: string[], columns: ColumnCache, required: readonly string[]): (Column | null)[] {
  const found = names.map((cell) => {
    const name = cell.trim();
    return { name, column: name === reasonColumn ? null : columns.find(name) };
  });
  const unknown = found
    .filter(({ name, column }) => column === null && name !== reasonColumn)
    .map(({ name }) => name.slice(0, 100));
  if (unknown.length > 0) {
    throw new CommandError(
      `Line 1: no such column: ${unknown.slice(0, 20).join(', ')}. There are: ${customerKeys.join(', ')}, and the properties of the form`,
    );
  }
  const header = found.flatMap(({ column }) => column ?? []);
  for (const [index, { name }] of header.entries()) {
    const other = header.slice(0, index).find((before) => overlaps(before.name, name));
    if (other?.name === name) throw new CommandError(`Line 1: the column ${name} is there twice`);
    if (other)
      throw new CommandError(`Line 1: the columns ${other.name} and ${name} are parts of each other`);
  }
  const missing = required.find((name) => !header.some((column) => column.name === name));
  if (missing) throw new CommandError(`Line 1: the column ${missing} is missing`);
  return found.map(({ column }) => column);
}

import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import { isJsonObject, type JsonObject } from 'schema-form/server';
import { CommandError, type Problem } from '../command-error.ts';
import { escapeFormula, unescapeFormula } from './cells.ts';
import { decodeFile } from './decode-file.ts';
import { readCsvLines } from './read-csv.ts';
import { readLines } from './read-json-lines.ts';
import { getFormat, type ReadOptions } from './read-records.ts';
import { reasonColumn } from './reason-column.ts';
import { writeNewFile } from './write-new-file.ts';

/**
 * Writes the refused rows of a file to a new one in the same format, each with its reasons in a column that an import
 * ignores: once the rows are mended, the new file can be imported. It is UTF-8.
 */
export async function writeRefusedRows(
  input: string,
  { format, encoding }: Pick<ReadOptions, 'format' | 'encoding'>,
  refused: readonly Problem[],
  output: string,
): Promise<void> {
  const texts = Map.groupBy(refused, ({ line }) => line);
  const reasons = new Map([...texts].map(([line, all]) => [line, all.map(({ text }) => text).join('; ')]));
  const select = (format ?? getFormat(input)) === 'csv' ? selectCsv : selectJsonLines;
  const rows = select(decodeFile(input, encoding), reasons);
  await writeNewFile(output, async (stream) => {
    await pipeline(Readable.from(rows), stream);
    // A pipe can't be read twice.
    if (reasons.size > 0) throw new CommandError(`The refused rows of ${input} can't be read again.`);
  });
}

async function* selectCsv(text: AsyncIterable<string>, reasons: Map<number, string>): AsyncGenerator<string> {
  let header: readonly string[] | null = null;
  for await (const { line, cells, delimiter } of readCsvLines(text)) {
    const isHeader = header === null;
    header ??= cells.map((name) => name.trim());
    const reason = isHeader ? reasonColumn : reasons.get(line);
    if (reason === undefined) continue;
    reasons.delete(line);
    // Without the reason of an import before.
    const rest = cells.filter((_, index) => header?.[index] !== reasonColumn);
    // Against CSV injection: people open this file in a spreadsheet. An import reads the same values.
    const safe = isHeader ? rest : rest.map((cell) => escapeFormula(unescapeFormula(cell)));
    // With a byte order mark, without which Excel misreads it.
    yield stringify([[isHeader ? reason : escapeFormula(reason), ...safe]], { delimiter, bom: isHeader });
  }
}

async function* selectJsonLines(
  text: AsyncIterable<string>,
  reasons: Map<number, string>,
): AsyncGenerator<string> {
  let line = 0;
  for await (const content of readLines(text)) {
    line += 1;
    const reason = reasons.get(line);
    if (reasons.delete(line)) yield `${JSON.stringify({ ...readRow(content), [reasonColumn]: reason })}\n`;
  }
}

/** Returns the object of a line, or one with its text if it is none. */
function readRow(content: string): JsonObject {
  try {
    const value: unknown = JSON.parse(content);
    if (isJsonObject(value)) return value;
  } catch {
    // Not JSON.
  }
  return { line: content };
}

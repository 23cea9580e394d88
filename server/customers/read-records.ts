import { stat } from 'node:fs/promises';
import { CommandError } from '../command-error.ts';
import type { ColumnCache } from './columns.ts';
import { decodeFile } from './decode-file.ts';
import type { FileRecord } from './file-record.ts';
import { readCsv } from './read-csv.ts';
import { readJsonLines } from './read-json-lines.ts';

export type FileFormat = 'csv' | 'jsonl';

export interface ReadOptions {
  /** Null: by the name of the file. */
  format: FileFormat | null;
  /** Null: detected. */
  encoding: string | null;
  /** Columns that the file must have. */
  required: readonly string[];
  /** Receives how much of the file was read, from 0 to 1. */
  onProgress?: ((share: number) => void) | undefined;
}

/** Reads the customers of a file; throws CommandError for a file that is not in its format. */
export async function* readRecords(
  file: string,
  columns: ColumnCache,
  { format, encoding, required, onProgress }: ReadOptions,
): AsyncGenerator<FileRecord> {
  const size = await getSize(file);
  let read = 0;
  const text = decodeFile(file, encoding, (bytes) => {
    read += bytes;
    onProgress?.(Math.min(read / size, 1));
  });
  const readFormat = (format ?? getFormat(file)) === 'csv' ? readCsv : readJsonLines;
  yield* readFormat(text, columns, required);
}

/** Returns the format that the name of a file says: JSON Lines for `.jsonl` and `.ndjson`, else CSV. */
export function getFormat(file: string): FileFormat {
  return /\.(jsonl|ndjson)$/i.test(file) ? 'jsonl' : 'csv';
}

async function getSize(file: string): Promise<number> {
  try {
    const stats = await stat(file);
    if (!stats.isDirectory()) return stats.size;
  } catch {
    // The same message follows.
  }
  throw new CommandError(`There is no file ${file} that can be read.`);
}

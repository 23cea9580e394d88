import type { JsonValue } from 'schema-form/server';
import type { Column } from './columns.ts';

/** One customer of a file. A value of CSV is always a text. */
export interface FileRecord {
  line: number;
  cells: { column: Column; value: JsonValue }[];
  /** Why the record can't be read; null for one that can. */
  problem: string | null;
}

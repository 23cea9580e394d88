import type { Row } from './decide-row.ts';

/** A list of rows that takes a fraction of the memory of objects. */
export interface RowList {
  readonly length: number;
  add(row: Row): void;
  /** Returns the row with this index. Neighbours are read fastest one after the other. */
  get(index: number): Row;
}

/** How many rows are encoded together. */
const partSize = 500;

/** Creates an empty list. Rows are JSON in UTF-8, outside of the heap, which V8 would grow to a multiple of their size. */
export function createRowList(): RowList {
  const parts: Buffer[] = [];
  let open: string[] = [];
  let read: { part: number; lines: string[] } = { part: -1, lines: [] };

  const getLines = (part: number): string[] => {
    const encoded = parts[part];
    if (!encoded) return open;
    if (read.part !== part) read = { part, lines: encoded.toString().split('\n') };
    return read.lines;
  };

  return {
    get length() {
      return parts.length * partSize + open.length;
    },
    add(row) {
      open.push(JSON.stringify(row));
      if (open.length < partSize) return;
      parts.push(Buffer.from(open.join('\n')));
      open = [];
    },
    get: (index) => JSON.parse(getLines(Math.floor(index / partSize))[index % partSize] ?? '') as Row,
  };
}

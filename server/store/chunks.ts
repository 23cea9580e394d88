/** Rows of one statement: databases limit its parameters, SQLite to 32,766. */
const mostRows = 1000;

/** Divides rows into lists that one statement can insert. */
export function inChunks<Row>(rows: readonly Row[]): Row[][] {
  const count = Math.ceil(rows.length / mostRows);
  return Array.from({ length: count }, (_, index) => rows.slice(index * mostRows, (index + 1) * mostRows));
}

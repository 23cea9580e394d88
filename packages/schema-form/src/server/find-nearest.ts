/** The maximum length of a name, because a comparison takes time in proportion to the product of both lengths. */
const longest = 40;
/** The maximum number of comparisons. */
const mostNames = 1000;

/** Returns the nearest name that differs from the wanted one in at most two letters; null if there is none. */
export function findNearest(wanted: string, names: Iterable<string>): string | null {
  if (wanted.length > longest) return null;
  let nearest: string | null = null;
  // In a short name, fewer letters may differ.
  let least = Math.min(3, Math.max(1, wanted.length - 1));
  let compared = 0;
  for (const name of names) {
    if (name === wanted || Math.abs(name.length - wanted.length) >= least) continue;
    compared += 1;
    if (compared > mostNames) break;
    const distance = getDistance(wanted.toLowerCase(), name.toLowerCase());
    if (distance < least) [nearest, least] = [name, distance];
  }
  return nearest;
}

/**
 * Returns the optimal string alignment distance: the number of letters to insert, delete or replace, and of neighbours
 * to swap. It computes the table of Wagner and Fischer row by row.
 */
function getDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  let before: number[] = [];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? (before[j - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

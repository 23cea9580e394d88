/** Longer names are compared with none: comparing takes time in proportion to both lengths. */
const longest = 40;
/** As many names are compared. */
const mostNames = 1000;

/** The name that was probably meant: one or two letters differ. Null where no name is that near. */
export function findNearest(wanted: string, names: Iterable<string>): string | null {
  if (wanted.length > longest) return null;
  let nearest: string | null = null;
  // Of a short name one letter is much.
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

/** How many letters must be put in, left out or replaced (Levenshtein), row by row of the table of Wagner and Fischer. */
function getDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

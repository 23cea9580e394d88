/** Several texts in one line, as a field without a script holds them: `red, "green, pale", blue`. */

const separators = /[,،\n]/;

/**
 * Spaces beside quotes exclude the line feed: otherwise, a line of many line feeds would take quadratic time.
 */
const entryPattern = /[^\S\n]*"[^"]*(?:""[^"]*)*"[^\S\n]*(?=[,،\n]|$)|[^,،\n]+/g;

/**
 * Splits a line into its texts, at most `most`. Blank texts are dropped, and a quoted text may contain a
 * comma.
 */
export function splitEntries(line: string, most = Number.POSITIVE_INFINITY): string[] {
  const entries: string[] = [];
  for (const [typed] of line.matchAll(entryPattern)) {
    if (entries.length >= most) break;
    const text = typed.trim();
    const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
    const entry = isQuoted ? text.slice(1, -1).replaceAll('""', '"').trim() : text;
    if (entry !== '') entries.push(entry);
  }
  return entries;
}

/** Returns the line that `splitEntries` splits into these texts again. */
export function joinEntries(entries: readonly string[]): string {
  return entries
    .map((entry) =>
      separators.test(entry) || entry.includes('"') ? `"${entry.replaceAll('"', '""')}"` : entry,
    )
    .join(', ');
}

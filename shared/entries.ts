/** Several texts in one line, as a field without script holds them: `red, "green, pale", blue`. */

const separators = /[,،\n]/;

/** The texts of a line; blank ones go. One in quotes may hold a comma. */
export function splitEntries(line: string): string[] {
  const entries = line.match(/\s*"(?:[^"]|"")*"\s*(?=[,،\n]|$)|[^,،\n]+/g) ?? [];
  return entries
    .map((entry) => entry.trim())
    .map((entry) => (/^".*"$/s.test(entry) ? entry.slice(1, -1).replaceAll('""', '"').trim() : entry))
    .filter((entry) => entry !== '');
}

/** The line that `splitEntries` takes apart into these texts again. */
export function joinEntries(entries: readonly string[]): string {
  return entries
    .map((entry) =>
      separators.test(entry) || entry.includes('"') ? `"${entry.replaceAll('"', '""')}"` : entry,
    )
    .join(', ');
}

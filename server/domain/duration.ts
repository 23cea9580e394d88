const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Parses a duration such as `90s`, `30m`, `12h` or `30d` to milliseconds; null for any other text. */
export function parseDuration(text: string): number | null {
  const [, digits, unit] = /^(\d{1,6})\s*([smhd])$/.exec(text) ?? [];
  return digits === undefined ? null : Number(digits) * units[unit as keyof typeof units];
}

/** A URL; null for what is none. `URL.parse`, which not all browsers have. */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

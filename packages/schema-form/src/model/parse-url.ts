/** Parses a URL; null if it is invalid. It replaces `URL.parse`, which not all browsers have. */
export function parseUrl(text: string, base?: string): URL | null {
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

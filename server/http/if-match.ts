import type { AppContext } from './app-env.ts';

/**
 * Returns the tags of `If-Match` (RFC 9110, 13.1.1) without their quotes, or a value without quotes as it is; null when
 * any version will do. Weak tags count too, since proxies that compress make tags weak.
 */
export function readIfMatch(c: AppContext): string[] | null {
  const header = c.req.header('if-match')?.trim();
  if (header === undefined || header === '*') return null;
  return header.includes('"') ? [...header.matchAll(/"([^"]*)"/g)].map(([, tag = '']) => tag) : [header];
}

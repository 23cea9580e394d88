import { createHash } from 'node:crypto';
import type { JsonObject } from 'schema-form/server';
import { toCanonicalText } from './canonical-text.ts';

/** Returns a strong ETag without anything that a header or a field could misread; null for any other. */
export function readStrongETag(etag: string | null): string | null {
  return etag !== null && /^"[\x21\x23-\x7e]{1,200}"$/.test(etag) ? etag : null;
}

/** Returns the version of data where the backend has none. */
export function hashData(data: JsonObject): string {
  return createHash('sha256')
    .update(toCanonicalText(data) ?? '')
    .digest('base64url')
    .slice(0, 22);
}

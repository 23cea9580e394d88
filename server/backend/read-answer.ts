import { hasTooManyValues, type JsonValue } from 'schema-form/server';
import { BackendError } from './errors.ts';

/** Bytes of an answer. */
const mostBytes = 2_097_152;
/** JSON values of an answer; a schema of our largest size has far fewer. */
const mostValues = 200_000;
/** Nested objects and lists: everything that walks an answer stays within the stack. */
const mostDepth = 256;

/** Returns the text of an answer. Against denial of service: rejects with BackendError when it is too large. */
export async function readAnswerText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new BackendError('badAnswer', { code: 'too large' });
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Returns the JSON in an answer, undefined for an empty one. Throws BackendError for HTML and other texts. */
export function parseAnswer(text: string): JsonValue | undefined {
  if (text.trim() === '') return undefined;
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw new BackendError('badAnswer', { code: 'no JSON' });
  }
  if (measureDepth(value) > mostDepth || hasTooManyValues(value, mostValues)) {
    throw new BackendError('badAnswer', { code: 'too large' });
  }
  return value;
}

/** Returns how deep objects and lists are nested. Without recursion, because the depth is not known to be bounded. */
export function measureDepth(value: JsonValue): number {
  let depth = 0;
  let level = [value];
  for (;;) {
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null
        ? Object.values(item).filter((child) => typeof child === 'object' && child !== null)
        : [],
    );
    if (level.length === 0) return depth;
    depth += 1;
  }
}

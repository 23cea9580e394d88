import { pipeline } from 'node:stream/promises';

/**
 * Writes values as lines of JSON to the standard output, no faster than it takes them. Resolves also when its reader, such
 * as `head`, has read enough.
 */
export async function printLines(values: Iterable<unknown> | AsyncIterable<unknown>): Promise<void> {
  async function* toLines() {
    for await (const value of values) yield `${JSON.stringify(value)}\n`;
  }
  await pipeline(toLines, process.stdout, { end: false }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

import { createReadStream } from 'node:fs';
import { CommandError } from '../command-error.ts';

/**
 * Reads a file as text, in parts. The encoding is detected: UTF-8, or UTF-16 by its byte order mark or its
 * zero bytes. Any other must be named. Throws CommandError for bytes that are not in this encoding: they
 * would be stored as replacement characters, and the names of customers would be lost. `onBytes` receives
 * how many bytes were read.
 */
export async function* decodeFile(
  file: string,
  encoding: string | null,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  let decoder = encoding === null ? null : createDecoder(encoding);
  let line = 1;
  for await (const bytes of readBytes(file)) {
    decoder ??= createDecoder(detectEncoding(bytes));
    const text = decode(decoder, bytes, line, encoding);
    line += countLines(text);
    onBytes(bytes.length);
    yield text;
  }
  if (decoder) yield decode(decoder, null, line, encoding);
}

async function* readBytes(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file, { highWaterMark: 65_536 }) as AsyncIterable<Buffer>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new CommandError(`There is no file ${file} that can be read.`);
  }
}

function createDecoder(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    throw new CommandError(
      `--encoding names no encoding that is known: "${encoding}". Names are utf-8, utf-16le, windows-1256 and others of the Encoding Standard.`,
    );
  }
}

/** Detects UTF-16 by its zero bytes. The first character of a file is ASCII, so there is a zero byte beside it. */
function detectEncoding([first, second]: Uint8Array): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be';
  return 'utf-8';
}

/** Decodes the next bytes, or what is left at the end of the file for null. */
function decode(decoder: TextDecoder, bytes: Uint8Array | null, line: number, named: string | null): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    const [before = ''] = new TextDecoder(decoder.encoding).decode(bytes ?? new Uint8Array()).split('\ufffd');
    throw new CommandError(
      `Line ${line + countLines(before)}: not in the encoding ${decoder.encoding}. ` +
        (named === null
          ? 'Name that of the file, such as --encoding windows-1256.'
          : 'Name another --encoding.'),
    );
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

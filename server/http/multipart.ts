import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import { maxFields } from 'schema-form/server';
import type { FormPart } from '../domain/form-part.ts';
import type { BodyLimits } from './app-env.ts';
import { BodyError } from './body-error.ts';

/** The body is not a multipart form. */
class MultipartError extends Error {
  override name = 'MultipartError';
}

/**
 * Reads the fields and files of a multipart form in their order, as `Request.formData()` does, but as a
 * stream: files are written to the spool, or dropped where there is none. An empty body has no parts. Null for a malformed
 * one, which includes texts that are not UTF-8.
 * Throws BodyError for too many fields and for too much text.
 */
export async function readMultipart(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
  { text: maxText, spool }: BodyLimits,
): Promise<FormPart[] | null> {
  const boundary = getBoundary(contentType);
  if (boundary === null) return null;
  let textSize = 0;
  const countText = (size: number) => {
    textSize += size;
    if (textSize > maxText) throw new BodyError(413);
  };

  const readPart = async (stream: Readable, header: PartHeader): Promise<FormPart> => {
    const { name, fileName, type } = readHeader(header);
    countText(name.length + (fileName?.length ?? 0));
    if (fileName !== null && spool) return [name, new File([await spool.write(stream)], fileName, { type })];
    const content: Uint8Array[] = [];
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      if (fileName !== null) continue;
      countText(chunk.length);
      content.push(chunk);
    }
    if (fileName !== null) return [name, new File([], fileName, { type })];
    const bytes = Buffer.concat(content);
    if (!isUtf8(bytes)) throw new MultipartError();
    return [name, bytes.toString('utf8')];
  };

  const parser = new Dicer({ boundary });
  const streams: Readable[] = [];
  const parts: Promise<FormPart>[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    parser.on('finish', resolve);
    parser.on('error', () => reject(new MultipartError()));
    parser.on('part', (stream) => {
      streams.push(stream);
      if (streams.length > maxFields) reject(new BodyError(413));
      stream.on('error', () => {});
      stream.on('header', (header) => {
        const part = readPart(stream, header as PartHeader);
        part.catch(reject);
        parts.push(part);
      });
    });
  });
  // Prevents an unhandled rejection after an earlier error ended the reading.
  finished.catch(() => {});
  try {
    let isEmpty = true;
    for await (const chunk of chunks) {
      isEmpty &&= chunk.length === 0;
      const mustWait = !parser.write(chunk);
      await Promise.race([finished, mustWait && once(parser, 'drain')]);
    }
    if (isEmpty) return [];
    parser.end();
    await finished;
    // A part that ends within its header never became a part.
    if (parts.length < streams.length) throw new MultipartError();
    return await Promise.all(parts);
  } catch (error) {
    // Files that are being written must be closed before they can be removed. The streams are destroyed
    // with an error, since `pipeline` never settles for one that is destroyed without an error after its end.
    for (const stream of streams) stream.destroy(new MultipartError());
    await Promise.allSettled(parts);
    if (error instanceof MultipartError) return null;
    throw error;
  }
}

/** Returns the boundary that a `Content-Type` names (RFC 2046, 5.1.1); null when it names none. */
function getBoundary(contentType: string): string | null {
  const [, quoted, token] =
    /;\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70})(?=[\s;]|$))/i.exec(contentType) ?? [];
  return quoted ?? token ?? null;
}

/** The headers of a part; each character stands for one byte. */
type PartHeader = Record<string, string[] | undefined>;

/** Reads the headers of a part (RFC 7578, 4.2); `fileName` is null for a field. */
function readHeader(header: PartHeader): { name: string; fileName: string | null; type: string } {
  const [disposition = ''] = header['content-disposition'] ?? [];
  const [, name, fileName] =
    /^form-data;\s*name="([^"]*)"(?:;\s*filename="([^"]*)")?/i.exec(disposition) ?? [];
  if (name === undefined) throw new MultipartError();
  return {
    name: decodeName(name),
    fileName: fileName === undefined ? null : decodeName(fileName),
    type: header['content-type']?.[0]?.trim() ?? 'text/plain',
  };
}

/** Browsers percent-encode three characters of names (CR, LF and the quote), and write the others in UTF-8. */
function decodeName(bytes: string): string {
  return new TextDecoder()
    .decode(Buffer.from(bytes, 'latin1'))
    .replace(/%(0A|0D|22)/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

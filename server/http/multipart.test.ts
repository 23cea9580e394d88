import { Readable } from 'node:stream';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { FormPart } from '../domain/form-part.ts';
import { readMultipart } from './multipart.ts';
import { createSpool, SpoolError } from './spool.ts';

/** Reads a body that comes in pieces of so many bytes. */
async function read(body: Uint8Array, type: string, pieceSize: number, isSpooled = true) {
  const spool = createSpool();
  async function* split() {
    for (let at = 0; at < body.length; at += pieceSize) yield body.subarray(at, at + pieceSize);
  }
  try {
    const limits = { whole: 2 ** 24, text: 2 ** 20, time: null, spool: isSpooled ? spool : null };
    const parts = await readMultipart(split(), type, limits);
    return parts && (await describeParts(parts));
  } finally {
    await spool.remove();
  }
}

function describeParts(parts: Iterable<FormPart>) {
  return Promise.all(
    [...parts].map(async ([name, value]) =>
      typeof value === 'string'
        ? [name, value]
        : [name, value.name, value.type, Buffer.from(await value.arrayBuffer()).toString('latin1')],
    ),
  );
}

const boundary = 'a-boundary-that-is-long-enough-for-everybody';
const type = `multipart/form-data; boundary=${boundary}`;

interface Part {
  name: string;
  fileName: string | null;
  type: string | null;
  content: string;
}

/** Writes a form as browsers do (HTML, "multipart/form-data encoding algorithm"). */
function write(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const encodeName = (text: string) =>
    text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
  const lines = parts.flatMap((part) => [
    `--${boundary}\r\n`,
    `Content-Disposition: form-data; name="${encodeName(part.name)}"`,
    part.fileName === null ? '' : `; filename="${encodeName(part.fileName)}"`,
    part.type === null ? '' : `\r\nContent-Type: ${part.type}`,
    `\r\n\r\n${part.content}\r\n`,
  ]);
  return new TextEncoder().encode([...lines, `--${boundary}--\r\n`].join(''));
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '',
    'root[a][]',
    'a "b"',
    'C:\\me.png',
    '%22',
    '50%',
    'صورتي',
    '--',
    `--${boundary.slice(0, 9)}`,
  ),
  fc.constantFrom('\r\n', '\r', '\n', '\r\n--', '\ufeffx', '\0'),
);
const part = fc.record<Part>({
  name: text,
  fileName: fc.option(text),
  type: fc.option(
    fc.constantFrom('text/plain', 'image/png', 'application/octet-stream', 'text/html; charset=latin1'),
  ),
  content: text,
});

test('a form is read as formData() reads it, however it is cut into chunks', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(part, { maxLength: 5 }),
      fc.integer({ min: 1, max: 400 }),
      async (parts, size) => {
        const body = write(parts);
        const response = new Response(body, { headers: { 'content-type': type } });
        const expected = await describeParts([...(await response.formData())]);
        expect(await read(body, type, size)).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test('where no files are expected they are empty, with their names', async () => {
  const parts = [
    { name: 'a', fileName: 'me.png', type: 'image/png', content: 'content' },
    { name: 'b', fileName: null, type: null, content: 'text' },
  ];
  expect(await read(write(parts), type, 7, false)).toEqual([
    ['a', 'me.png', 'image/png', ''],
    ['b', 'text'],
  ]);
});

test.each([1, 3, 1000])('a malformed form is rejected, in chunks of %i bytes', async (size) => {
  const whole = write([
    { name: 'a', fileName: 'b', type: 'image/png', content: 'content' },
    { name: 'c', fileName: null, type: null, content: 'd' },
  ]);
  // The line break at its end is not part of it.
  for (let length = 1; length < whole.length - 2; length += 1) {
    expect(await read(whole.subarray(0, length), type, size), `${length} bytes`).toBeNull();
  }
  expect(await read(whole.subarray(0, -2), type, size)).toHaveLength(2);
  expect(await read(whole.subarray(0, 0), type, size)).toEqual([]);
});

test.each([
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary=""',
  'multipart/form-data; boundary=another',
  `multipart/form-data; boundary=${'x'.repeat(71)}`,
])('a form without its boundary is none (%s)', async (header) => {
  expect(
    await read(write([{ name: 'a', fileName: null, type: null, content: 'b' }]), header, 100),
  ).toBeNull();
});

test('an upload may succeed later where the folder for temporary files is gone', async () => {
  vi.stubEnv('TMPDIR', '/nowhere');
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(createSpool().write(Readable.from('x'))).rejects.toBeInstanceOf(SpoolError);
});

/** The state of the playground in the fragment of a link, which browsers send to no server. */
import { isJsonObject, type JsonObject, type JsonValue } from 'schema-form';
import { documentNames, type PlaygroundDocuments } from '../../shared/playground.ts';
import type { FrameSettings } from './frame-settings.ts';

/** What a link carries. */
export interface LinkedState {
  documents: PlaygroundDocuments;
  /** As it was read, not checked; absent in old links. */
  frames?: JsonValue | undefined;
}

/** Characters of a link: browsers and mail programs cut longer ones off. */
const longestFragment = 100_000;
/** Against decompression bombs: the bytes that a fragment may expand to. It is more than the server takes. */
const mostBytes = 4_000_000;
const name = '#state=';

/** Returns the fragment of this state; null if it is too long for a link, or the browser can't compress. */
export async function writeFragment(
  documents: PlaygroundDocuments,
  frames: readonly FrameSettings[],
): Promise<string | null> {
  if (!('CompressionStream' in globalThis)) return null;
  const text = JSON.stringify({ ...documents, frames });
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const fragment = name + toBase64Url(bytes);
  return fragment.length > longestFragment ? null : fragment;
}

/** Reads a fragment; null if it holds no state. Never throws, whatever somebody wrote into a link. */
export async function readFragment(fragment: string): Promise<LinkedState | null> {
  if (fragment.startsWith('#schema=')) {
    const values = new URLSearchParams(fragment.slice(1));
    return toState(Object.fromEntries(documentNames.map((field) => [field, values.get(field) ?? ''])));
  }
  if (!fragment.startsWith(name) || fragment.length > longestFragment) return null;
  try {
    const text = await decompress(fromBase64Url(fragment.slice(name.length)));
    return toState(JSON.parse(text) as JsonValue);
  } catch {
    return null;
  }
}

function toState(value: JsonValue): LinkedState | null {
  if (!isJsonObject(value)) return null;
  const { schema, ui_schema, data, frames }: JsonObject = value;
  if (typeof schema !== 'string' || typeof ui_schema !== 'string' || typeof data !== 'string') return null;
  return { documents: { schema, ui_schema, data }, frames };
}

/** Throws for bytes that are not compressed, or expand to too many. */
async function decompress(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > mostBytes) {
      await reader.cancel();
      throw new RangeError('The fragment expands to too many bytes');
    }
    text += decoder.decode(value, { stream: true });
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

import {
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from '../../../../shared/json-schema.ts';
import { getWidget } from './widget-name.ts';

/** What there is to say of a file without opening it. */
export interface FileValue {
  name: string | null;
  /** In bytes. */
  size: number | null;
  /** A media type. */
  type: string | null;
}

interface FilePlace {
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  value: JsonValue | undefined;
}

/** The file that a value holds or stands for; null when it is none. */
export function readFile({ schema, uiSchema, value }: FilePlace): FileValue | null {
  const isForFiles = schema.format === 'data-url' || /^(data-url|files?)$/.test(getWidget(uiSchema) ?? '');
  if (typeof value === 'string') {
    // Where the schema says nothing, nobody wants to read the characters that a file is written in.
    const isOpen = schema.type === undefined && /^data:[^,\s]*;base64,/.test(value);
    if (isOpen || (isForFiles && value.startsWith('data:'))) return readDataUrl(value);
    if (!/^base64(url)?$/i.test(String(schema.contentEncoding))) return null;
    return { name: null, size: getBase64Size(value), type: toText(schema.contentMediaType) };
  }
  if (!isJsonObject(value) || typeof value.name !== 'string' || typeof value.size !== 'number') return null;
  const type = toText(value.type);
  return isForFiles || (type && !schema.properties) ? { name: value.name, size: value.size, type } : null;
}

function readDataUrl(url: string): FileValue | null {
  const comma = url.indexOf(',');
  if (comma < 0) return null;
  const [type = '', ...parameters] = url.slice('data:'.length, comma).split(';');
  const content = url.slice(comma + 1);
  const name = parameters.find((parameter) => parameter.startsWith('name='))?.slice('name='.length);
  const isBase64 = parameters.at(-1)?.trim().toLowerCase() === 'base64';
  const size = isBase64
    ? getBase64Size(content)
    : new TextEncoder().encode(content.replaceAll(/%[\da-f]{2}/gi, '%')).length;
  return { name: name ? decode(name) : null, size, type: toText(type) };
}

/** Four characters hold three bytes; the padding holds none. */
function getBase64Size(text: string): number {
  const { length } = text.replaceAll(/\s|%3d|=/gi, '');
  return Math.floor((length * 3) / 4);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

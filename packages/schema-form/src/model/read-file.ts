import { isUpload } from './file-fields.ts';
import { type FileValue, getBase64Size, readDataUrl, readFileUrl } from './file-value.ts';
import { isJsonObject, type JsonSchema, type JsonValue, type UiSchema } from './json-schema.ts';
import { getWidget } from './widget-name.ts';

interface FileInput {
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  value: JsonValue | undefined;
}

/** Returns the file that a value contains or refers to; null if it is not a file. */
export function readFile({ schema, uiSchema, value }: FileInput): FileValue | null {
  const widget = getWidget(uiSchema) ?? '';
  const isForFiles = schema.format === 'data-url' || /^(data-url|files?)$/.test(widget);
  if (typeof value === 'string') {
    // Without a type in the schema, a base64 data URL counts as a file, because its text is unreadable.
    const isOpen = schema.type === undefined && /^data:[^,\s]*;base64,/.test(value);
    if (isOpen || (isForFiles && value.startsWith('data:'))) return readDataUrl(value);
    if (isUpload(uiSchema)) return readFileUrl(value);
    if (!/^base64(url)?$/i.test(String(schema.contentEncoding))) return null;
    const type = toText(schema.contentMediaType);
    return { ...inside, name: null, size: getBase64Size(value), type };
  }
  if (!isJsonObject(value) || typeof value.name !== 'string' || typeof value.size !== 'number') return null;
  const type = toText(value.type);
  if (!isForFiles && (!type || schema.properties)) return null;
  return { ...inside, name: value.name, size: value.size, type };
}

/** A file inside the value itself never becomes a link. */
const inside = { url: null, isPicture: false };

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from './json-schema.ts';

/** The uiSchema of a part; undefined when there is none. */
export function getUiSchema(uiSchema: UiSchema | undefined, key: string): UiSchema | undefined {
  const own: unknown = uiSchema && Object.hasOwn(uiSchema, key) ? uiSchema[key] : undefined;
  return isJsonObject(own) ? own : undefined;
}

/** What a schema is called on the page: `ui:title`, else its own title; null when it has no name. */
export function getTitle(schema: JsonSchema, uiSchema: UiSchema | undefined): string | null {
  return toText(getUiOption(uiSchema, 'title')) ?? toText(schema.title);
}

/**
 * The title of a chosen value, or the number itself where it is one of a list; null where the
 * schema gives it none.
 */
export function getChoiceTitle(
  schema: JsonSchema,
  uiSchema: UiSchema | undefined,
  value: unknown,
  isSame: (a: unknown, b: unknown) => boolean = Object.is,
): string | null {
  if (!Array.isArray(schema.enum)) return null;
  const index = schema.enum.findIndex((candidate) => isSame(candidate, value ?? null));
  const names = getUiOption(uiSchema, 'enumNames') ?? schema['x-titles'];
  const isByPlace = Array.isArray(names) || (typeof value === 'object' && value !== null);
  const key = isByPlace ? index : String(value ?? null);
  const name = index < 0 ? null : toText((names as Record<string | number, unknown> | undefined)?.[key]);
  return name ?? (index >= 0 && typeof value === 'number' ? String(value) : null);
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

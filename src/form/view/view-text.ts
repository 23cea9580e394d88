import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from '../../../shared/json-schema.ts';
import type { FormTexts } from '../form-texts.ts';

/** The uiSchema of a part; undefined when there is none. */
export function getUiSchema(uiSchema: UiSchema | undefined, key: string): UiSchema | undefined {
  const own: unknown = uiSchema && Object.hasOwn(uiSchema, key) ? uiSchema[key] : undefined;
  return isJsonObject(own) ? own : undefined;
}

/** What a schema is called on the page: `ui:title`, else its own title; null when it has no name. */
export function getTitle(schema: JsonSchema, uiSchema: UiSchema | undefined): string | null {
  const titles: unknown[] = [getUiOption(uiSchema, 'title'), schema.title];
  return (titles.find((title) => typeof title === 'string' && title !== '') as string | undefined) ?? null;
}

/** `PasswordWidget` and `password` are the same one. */
export function getWidget(uiSchema: UiSchema | undefined): string | null {
  const widget = getUiOption(uiSchema, 'widget');
  return typeof widget === 'string' ? widget.replace(/Widget$/, '').toLowerCase() : null;
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
  if (index < 0) return null;
  const names = getUiOption(uiSchema, 'enumNames') ?? schema['x-titles'];
  const name: unknown = Array.isArray(names)
    ? names[index]
    : isJsonObject(names)
      ? names[String(value)]
      : undefined;
  if (typeof name === 'string' && name !== '') return name;
  return typeof value === 'number' ? String(value) : null;
}

/** Any value in words, for one that is not of the kind that its schema speaks of. */
export function toPlainText(value: unknown, texts: Pick<FormTexts, 'yes' | 'no'>, depth = 0): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  if (typeof value !== 'object') return String(value);
  if (depth > 8) return '…';
  const parts = Object.entries(value).map(([key, entry]) => {
    const text = toPlainText(entry, texts, depth + 1);
    return text === '' || Array.isArray(value) ? text : `${key}: ${text}`;
  });
  return parts.filter(Boolean).join(', ');
}

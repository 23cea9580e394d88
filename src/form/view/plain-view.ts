import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from '../../../shared/json-schema.ts';
import { getUiSchema } from './view-text.ts';

/** What a plain value's schema may say; everything else is read by `ComplexView`. */
const plainKeywords =
  /^(type|title|description|enum|format|readOnly|default|examples|pattern|(min|max)(Length|imum)|format(Min|Max)imum|x-.*)$/;
const plainTypes = /^(string|number|integer|boolean|null)$/;
const plainFormats = /^(date|email|tel)$/;
const plainWidgets = /^(text|textarea|select|radio|checkbox|hidden|date|email|tel)$/;
/** `$defs` that nothing refers to draw nothing; a plain value refers to none. */
const plainRootKeywords =
  /^(\$schema|\$id|\$comment|\$defs|definitions|type|title|description|properties|required)$/;

/**
 * Whether a page needs the parts of the view that are loaded on demand: for everything but an
 * object of plain values.
 */
export function needsComplexView(schema: JsonSchema, uiSchema: UiSchema | undefined): boolean {
  return (
    schema.type !== 'object' ||
    !isJsonObject(schema.properties) ||
    !Object.keys(schema).every((keyword) => plainRootKeywords.test(keyword)) ||
    !Object.entries(schema.properties).every(([key, property]) =>
      isPlain(property, getUiSchema(uiSchema, key)),
    )
  );
}

function isPlain(schema: unknown, uiSchema: UiSchema | undefined): boolean {
  if (!isJsonObject(schema)) return false;
  const types = Array.isArray(schema.type) ? schema.type : [schema.type];
  return (
    Object.keys(schema).every((keyword) => plainKeywords.test(keyword)) &&
    types.every((type) => plainTypes.test(String(type))) &&
    plainFormats.test(String(schema.format ?? 'date')) &&
    plainWidgets.test(String(getUiOption(uiSchema, 'widget') ?? 'text')) &&
    ['sensitive', 'label', 'inputType', 'field'].every((name) => getUiOption(uiSchema, name) === undefined)
  );
}

import {
  FormDefinitionError,
  isJsonObject,
  type JsonSchema,
  replaceSchemaTexts,
  replaceUiSchemaTexts,
  toToken,
  type UiSchema,
} from 'schema-form/server';
import { isLanguageCode } from '../../shared/languages.ts';
import type { LocalText } from '../../shared/local-text.ts';

/** Documents in which each text per language is replaced by a placeholder, and those texts. */
export interface ExtractedTexts {
  schema: JsonSchema;
  ui_schema: UiSchema;
  schemas: JsonSchema[];
  localTexts: readonly LocalText[];
}

/**
 * Takes the texts per language (`{"en": "…", "ar": "…"}`) out of a form definition, so that later code finds strings
 * where JSON Schema requires them. Throws FormDefinitionError for an object in the place of a text that is not one.
 */
export function extractLocalTexts(
  schema: JsonSchema,
  uiSchema: UiSchema,
  schemas: readonly JsonSchema[] = [],
): ExtractedTexts {
  const localTexts: LocalText[] = [];
  const replace = (value: unknown, pointer: string): unknown => {
    if (!isJsonObject(value)) return value;
    checkLocalText(value, pointer);
    localTexts.push(value as Record<string, string>);
    return `\${@${localTexts.length - 1}}`;
  };
  return {
    schema: replaceSchemaTexts(schema, '/schema', replace),
    ui_schema: replaceUiSchemaTexts(uiSchema, '/ui_schema', replace),
    schemas: schemas.map((document, index) => replaceSchemaTexts(document, `/schemas/${index}`, replace)),
    localTexts,
  };
}

/** Returns the key in a text `${key}`; null for a literal text. */
export function getTextKey(text: string): string | null {
  return /^\$\{([\w.-]+)\}$/.exec(text)?.[1] ?? null;
}

function checkLocalText(value: object, pointer: string): void {
  const entries = Object.entries(value);
  if (entries.length === 0)
    throw new FormDefinitionError(pointer, 'must have a text in one language at least');
  for (const [language, text] of entries) {
    const at = `${pointer}/${toToken(language)}`;
    if (!isLanguageCode(language)) throw new FormDefinitionError(at, 'is no language code such as en');
    if (typeof text !== 'string') throw new FormDefinitionError(at, 'must be a text');
    // It would be shown as it is.
    if (getTextKey(text) !== null) throw new FormDefinitionError(at, 'must be a text, not the key of one');
  }
}

/** Finds the text of a placeholder that `extractLocalTexts` made; null for any other text. */
export function findLocalText(localTexts: readonly LocalText[], text: string): LocalText | null {
  const index = /^\$\{@(\d+)\}$/.exec(text)?.[1];
  return index === undefined ? null : (localTexts[Number(index)] ?? null);
}

import type { EnumOptionsType, FieldPathId, Registry } from '@rjsf/utils';
import type { FormTexts } from '../context/form-texts.ts';
import {
  allowsNull,
  getTypes,
  getUiOption,
  isJsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from '../model/json-schema.ts';

/** All that the uiSchema says of a field, and the options where it is a choice. */
export function getFieldOptions(
  schema: JsonSchema,
  uiSchema: UiSchema | undefined,
  texts: FormTexts,
): Record<string, unknown> {
  const inside = uiSchema?.['ui:options'];
  const options: Record<string, unknown> = isJsonObject(inside) ? { ...inside } : {};
  for (const key in uiSchema) {
    if (key.startsWith('ui:') && key !== 'ui:options') options[key.slice(3)] = uiSchema[key];
  }
  const choice = getChoice(schema, texts);
  if (choice) options.enumOptions = getOptions(choice, uiSchema);
  return options;
}

const yesAndNo = new WeakMap<FormTexts, JsonSchema>();

/** The schema whose `enum` a field's value, or each of its values, is chosen from; null for none. */
function getChoice(schema: JsonSchema, texts: FormTexts): JsonSchema | null {
  if (schema.enum) return schema;
  if (isJsonObject(schema.items) && schema.items.enum) return schema.items as JsonSchema;
  if (getTypes(schema)[0] !== 'boolean') return null;
  const known = yesAndNo.get(texts) ?? { enum: [true, false], 'x-titles': [texts.yes, texts.no] };
  yesAndNo.set(texts, known);
  return known;
}

const optionsOfSchema = new WeakMap<JsonSchema, { names: unknown; options: EnumOptionsType[] }>();

/** The options of a choice with their titles (`ui:enumNames`); the same list for the same schema. */
export function getOptions(schema: JsonSchema, uiSchema: UiSchema | undefined): EnumOptionsType[] {
  // `x-titles` is how the normaliser names what was a choice between constants.
  const names = getUiOption(uiSchema, 'enumNames') ?? schema['x-titles'];
  const known = optionsOfSchema.get(schema);
  if (known && known.names === names) return known.options;
  const getName = (value: JsonValue, index: number): string => {
    const name: unknown = Array.isArray(names)
      ? names[index]
      : (names as Record<string, unknown> | undefined)?.[String(value)];
    return String(name ?? inWords(value));
  };
  const options = (schema.enum ?? []).map((value, index) => ({ value, label: getName(value, index) }));
  optionsOfSchema.set(schema, { names, options });
  return options;
}

/** A value without a name, in words: of lists and objects what is in them. */
function inWords(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return Object.values(value).map(inWords).join(', ');
}

/** How a value stands in the markup, and so in a form body: `""` is none. */
export function toMarkupValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The value that the markup's text stands for. */
export function fromMarkupValue(
  text: string,
  options: readonly EnumOptionsType[],
  schema: JsonSchema,
): unknown {
  if (text === '') return allowsNull(schema) ? null : undefined;
  const option = options.find(({ value }) => toMarkupValue(value) === text);
  // What is no option is for the rules to refuse, not for us to lose.
  return option ? option.value : text;
}

/** The name of a field in a form body; of a list or map, what the names of the fields in it begin with. */
export function getFieldName({ name, path, $id }: FieldPathId, { globalFormOptions }: Registry): string {
  return name ?? globalFormOptions.nameGenerator?.(path, 'root') ?? $id;
}

export function helpIdOf(id: string): string {
  return `${toToken(id)}__help`;
}

export function errorIdOf(id: string): string {
  return `${toToken(id)}__error`;
}

/** Lists of ids are parted by spaces, which the names of properties may have. */
function toToken(id: string): string {
  return id.replaceAll(/\s/g, '.');
}

import { allowsNull, type JsonSchema } from '../model/json-schema.ts';
import type { Option } from '../model/nodes.ts';

/** Converts a value to its text in markup and in a form body; `""` means no value. */
export function toMarkupValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Converts a text in markup to its value. A text that is not an option is kept, so that it is validated. */
export function fromMarkupValue(text: string, options: readonly Option[], schema: JsonSchema): unknown {
  if (text === '') return allowsNull(schema) ? null : undefined;
  const option = options.find(({ value }) => toMarkupValue(value) === text);
  return option ? option.value : text;
}

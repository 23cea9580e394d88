import { allowsNull, type JsonSchema } from '../model/json-schema.ts';
import type { Option } from '../model/nodes.ts';

/** The text of a value in markup, and so in a form body; `""` stands for no value. */
export function toMarkupValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The value that a text in markup stands for. A text that is not an option is kept, so that it is validated. */
export function fromMarkupValue(text: string, options: readonly Option[], schema: JsonSchema): unknown {
  if (text === '') return allowsNull(schema) ? null : undefined;
  const option = options.find(({ value }) => toMarkupValue(value) === text);
  return option ? option.value : text;
}

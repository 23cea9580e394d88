/** How values stand in the markup, and so in a form body. */
import { allowsNull, type JsonSchema } from '../model/json-schema.ts';
import type { Option } from '../model/nodes.ts';

/** The text of a value; `""` stands for none. */
export function toMarkupValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The option that a text stands for. A text that is no option stays, for the validator to report. */
export function fromMarkupValue(text: string, options: readonly Option[], schema: JsonSchema): unknown {
  if (text === '') return allowsNull(schema) ? null : undefined;
  const option = options.find(({ value }) => toMarkupValue(value) === text);
  return option ? option.value : text;
}

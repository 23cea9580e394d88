import { getOwn, getUiOption, type JsonSchema, type UiSchema } from '../model/json-schema.ts';

const lengthsOfFormats: Record<string, number> = { date: 16, month: 16, week: 16, ipv4: 16, tel: 20 };
const lengthsOfAutocomplete: Record<string, number> = {
  'postal-code': 10,
  'one-time-code': 8,
  'cc-csc': 8,
  'cc-exp': 8,
  'cc-exp-month': 4,
  'cc-exp-year': 4,
  'bday-day': 4,
  'bday-month': 4,
  'bday-year': 4,
};
/** The length of an amount with a sign, groups and decimals. */
const longestNumber = 16;

/** Returns the classes of a single-line input. Its width fits the longest value that the schema allows. */
export function getInputClass(schema: JsonSchema, uiSchema: UiSchema, placeholder: string): string {
  const length = Math.max(getLength(schema, uiSchema), placeholder.length);
  return `input ${getWidthClass(length)}`;
}

/** Returns the class of a select. Its width fits the longest title. */
export function getSelectClass(titles: readonly string[]): string {
  return getWidthClass(Math.max(...titles.map((title) => title.length), 0));
}

function getWidthClass(length: number): string {
  if (length <= 10) return 'input-short';
  if (length <= 20) return 'input-medium';
  return length <= 40 ? 'input-long' : 'input-full';
}

function getLength(schema: JsonSchema, uiSchema: UiSchema): number {
  const { type, format = '', maxLength, minimum, maximum } = schema;
  if (type === 'integer' && typeof minimum === 'number' && typeof maximum === 'number') {
    return Math.max(String(minimum).length, String(maximum).length);
  }
  if (type === 'integer' || type === 'number') return longestNumber;
  if (typeof maxLength === 'number') return maxLength;
  const known =
    find(lengthsOfAutocomplete, getUiOption(uiSchema, 'autocomplete')) ?? find(lengthsOfFormats, format);
  return known ?? Number.POSITIVE_INFINITY;
}

function find(lengths: Record<string, number>, name: unknown): number | undefined {
  return typeof name === 'string' ? getOwn(lengths, name) : undefined;
}

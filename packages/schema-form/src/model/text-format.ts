import { getUiOption } from './json-schema.ts';
import type { Node } from './nodes.ts';
import { getWidget } from './widget-name.ts';

/** The formats that widgets and input types stand for. */
const formatNames: ReadonlyMap<unknown, string> = new Map([
  ['alt-date', 'date'],
  ['date-parts', 'date'],
  ['iso-time', 'time'],
  ['iso-date-time', 'date-time'],
  ['datetime', 'date-time'],
  ['datetime-local', 'date-time'],
  ['alt-datetime', 'date-time'],
  ['idn-email', 'email'],
  ['phone', 'tel'],
  ['url', 'uri'],
  ['iri', 'uri'],
  ...['date', 'date-time', 'time', 'month', 'week', 'color', 'email', 'tel', 'uri', 'duration'].map(
    (name) => [name, name] as const,
  ),
]);

/** Returns the format in which a page shows a text: that of the schema, or else that of its control. */
export function getTextFormat({ schema, uiSchema }: Node): string | undefined {
  const names = [schema.format, getWidget(uiSchema), getUiOption(uiSchema, 'inputType')];
  return names.map((name) => formatNames.get(name)).find((name) => name !== undefined);
}

/** The dates and times that people type in separate fields, and which fields each of them has. */
import { getUiOption, type JsonSchema, type UiSchema } from './json-schema.ts';
import { getWidget } from './widget-name.ts';
import type { Writing } from './writing.ts';

const partsOfShapes = {
  month: ['year', 'month'],
  week: ['year', 'week'],
  date: ['year', 'month', 'day'],
  time: ['hour', 'minute', 'second'],
  'date-time': ['year', 'month', 'day', 'hour', 'minute', 'second'],
} as const;

export type DateShape = keyof typeof partsOfShapes;
export type DatePart = (typeof partsOfShapes)[DateShape][number];

/** Returns the parts of a shape in the order of ISO 8601. */
export function getParts(shape: DateShape): readonly DatePart[] {
  return partsOfShapes[shape];
}

/** Returns whether a shape has a time, and so may have a time zone. */
export function hasTime(shape: DateShape): boolean {
  return shape === 'time' || shape === 'date-time';
}

/** Returns the shape of a text with this format; null if it is neither a date nor a time. */
export function getShapeOfFormat(format: unknown): DateShape | null {
  const name = typeof format === 'string' ? format.replace(/^iso-/, '') : '';
  return isShape(name) ? name : null;
}

function isShape(name: string): name is DateShape {
  return Object.hasOwn(partsOfShapes, name);
}

/** Returns the shape of a control: that of the format, which the validator checks, or else that of the widget. */
export function getDateShape(schema: JsonSchema, uiSchema: UiSchema): DateShape {
  const widget =
    getWidget(uiSchema)
      ?.replace(/^alt-?/, '')
      .replace('datetime', 'date-time') ?? '';
  return getShapeOfFormat(schema.format) ?? (isShape(widget) ? widget : 'date');
}

/** The field that submits the previous text of a time, whose zone and seconds stay. */
export const previousField = 'was';

/**
 * Returns the shape of a value that was submitted as the fields `names`; null if they are no such fields, or do not fit
 * the format.
 */
export function findSubmittedShape(names: readonly string[], format: unknown): DateShape | null {
  const own = getShapeOfFormat(format);
  const shapes = own ? [own] : (Object.keys(partsOfShapes) as DateShape[]);
  const isPart = (shape: DateShape, name: string) => getParts(shape).includes(name as DatePart);
  const fits = (shape: DateShape) =>
    names.some((name) => isPart(shape, name)) &&
    names.every((name) => isPart(shape, name) || (name === previousField && hasTime(shape)));
  return shapes.find(fits) ?? null;
}

const partsOfLetters: Readonly<Record<string, 'year' | 'month' | 'day'>> = {
  Y: 'year',
  M: 'month',
  D: 'day',
};

/**
 * Returns the parts of a shape in the order of a page: that of `ui:options.format` (`MDY`), or else that of the
 * language. A week takes the place of the month, and a time follows its date.
 */
export function getPartOrder(
  shape: DateShape,
  uiSchema: UiSchema | undefined,
  writing: Writing,
): readonly DatePart[] {
  const format = getUiOption(uiSchema, 'format');
  const isOrder = typeof format === 'string' && [...format].sort().join('') === 'DMY';
  const date = isOrder ? [...format].flatMap((letter) => partsOfLetters[letter] ?? []) : writing.date;
  const order: DatePart[] = date.map((part) => (part === 'month' && shape === 'week' ? 'week' : part));
  return [...order, ...partsOfShapes.time].filter((part) => getParts(shape).includes(part));
}

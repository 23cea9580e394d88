import { type DateParts, parseReal } from './date-parts.ts';
import { type DatePart, type DateShape, getPartOrder } from './date-shapes.ts';
import { showDigits, type Writing } from './writing.ts';

const shapes: readonly DateShape[] = ['date', 'month', 'date-time', 'time'];

/**
 * Returns a date, month or time in the order of the language, such as `15/03/2024` or `15/03/2024 09:30`; any other text
 * unchanged.
 */
export function toNumericDate(text: string, writing: Writing): string {
  for (const shape of shapes) {
    const parts = parseReal(shape, text)?.parts;
    if (!parts) continue;
    const order = getPartOrder(shape, {}, writing);
    const [date, time] = [joinNumbers(parts, order, '/'), joinNumbers(parts, order, ':')];
    return showDigits([date, time].filter(Boolean).join(' '), writing);
  }
  return text;
}

const partsOfTime: ReadonlySet<DatePart> = new Set(['hour', 'minute', 'second']);

function joinNumbers(parts: DateParts, order: readonly DatePart[], sign: '/' | ':'): string {
  return order
    .filter((part) => partsOfTime.has(part) === (sign === ':'))
    .flatMap((part) => parts[part]?.padStart(2, '0') ?? [])
    .join(sign);
}

import { type DateParts, isReal, joinParts, parseReal, splitParts } from './date-parts.ts';
import type { DateShape } from './date-shapes.ts';

const timeFormats = new Set(['time', 'date-time', 'iso-time', 'iso-date-time']);

export interface TypedTime {
  shape: DateShape;
  parts: DateParts;
  /** The text before it was edited. */
  was: string;
  format: string | undefined;
}

/**
 * Returns the text of a time after a person edited its parts. An unchanged time keeps its previous text with all decimals
 * of its seconds. The formats `time` and `date-time` require a zone. It is the previous zone, unless there was none or it
 * is the one that `getZone` returns for the previous time. In these cases `getZone` determines the zone of the new time,
 * because summer time may differ.
 */
export function joinTime(typed: TypedTime, getZone: (local: string) => string): string {
  const { shape, parts, was, format = '' } = typed;
  const before = splitParts(shape, was);
  const [local, shown] = [joinParts(shape, parts), joinParts(shape, before)];
  if (local === shown) return was;
  if (!isReal(shape, local)) return local;
  const { seconds = '', zone: zoneBefore = '' } = parseReal(shape, was) ?? {};
  const hasFormat = timeFormats.has(format);
  const isSameSecond = Number(parts.second || 0) === Number(before.second ?? 0);
  const [minutes] = /^.*?:\d\d/.exec(local) ?? [local];
  const second = isSameSecond ? seconds : local.slice(minutes.length);
  const needsZone = hasFormat && !format.startsWith('iso-');
  const isOwnZone = needsZone && (zoneBefore === '' || zoneBefore === getZone(shown));
  return minutes + (second || (hasFormat ? ':00' : '')) + (isOwnZone ? getZone(local) : zoneBefore);
}

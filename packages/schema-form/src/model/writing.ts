/** How a language writes: the signs in numbers with Latin digits, the order of the parts of a date. */
export interface Writing {
  decimal: string;
  group: string;
  date: readonly ('year' | 'month' | 'day')[];
}

const writings = new Map<string, Writing>();

/**
 * How the language of a locale writes, as `Intl` says. The first answer for a locale takes a browser some
 * 30 ms: a host that knows the languages of its forms has a table of its own instead.
 */
export function getWriting(locale: string): Writing {
  let writing = writings.get(locale);
  if (!writing) {
    writing = askIntl(locale);
    writings.set(locale, writing);
  }
  return writing;
}

function askIntl(locale: string): Writing {
  const number = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(12_345_678.9);
  const find = (type: string) => number.find((part) => part.type === type)?.value.replace(/\s/, ' ');
  const date = new Intl.DateTimeFormat(locale, { calendar: 'gregory', dateStyle: 'short' }).formatToParts(0);
  return {
    decimal: find('decimal') ?? '.',
    group: find('group') ?? ' ',
    date: date
      .map(({ type }) => type)
      .filter((type) => type === 'year' || type === 'month' || type === 'day'),
  };
}

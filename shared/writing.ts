/** How languages write numbers and dates, without asking `Intl` of those that the program speaks. */
import { languages, type Writing } from './languages.ts';

const writings = new Map<string, Writing>(
  Object.values(languages).map(({ locale, writing }) => [locale, writing]),
);

/** How the language of a locale writes, whether it is one of ours or not. */
export function getWriting(locale: string): Writing {
  let writing = writings.get(locale);
  if (!writing) {
    writing = askIntl(locale);
    writings.set(locale, writing);
  }
  return writing;
}

/** The same from the data of JavaScript itself. */
export function askIntl(locale: string): Writing {
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

/**
 * The notation of a language: the signs in numbers with Latin digits, and the order of a date's components.
 */
export interface Writing {
  decimal: string;
  group: string;
  date: readonly ('year' | 'month' | 'day')[];
  /** The digits that texts show numbers with; Latin digits if absent. Inputs show Latin digits and accept any. */
  digits?: Digits;
}

/** The digits of a script, with the signs that belong to them. */
export interface Digits {
  zero: string;
  decimal: string;
  group: string;
}

/** Returns a number that was written with Latin digits and the signs of `writing`, in the digits of the language. */
export function showDigits(text: string, { decimal, group, digits }: Writing): string {
  if (!digits) return text;
  const zero = digits.zero.codePointAt(0) ?? 0x30;
  const signs = new Map([
    [decimal, digits.decimal],
    [group, digits.group],
  ]);
  return [...text]
    .map((sign) => (/\d/.test(sign) ? String.fromCodePoint(zero + Number(sign)) : (signs.get(sign) ?? sign)))
    .join('');
}

const writings = new Map<string, Writing>();

/**
 * Returns the notation of a locale according to `Intl`. The first call for a locale takes about 30 ms in a
 * browser, so a host that knows its languages can use a table instead.
 */
export function getWriting(locale: string): Writing {
  let writing = writings.get(locale);
  if (!writing) {
    writing = readFromIntl(locale);
    writings.set(locale, writing);
  }
  return writing;
}

function readFromIntl(locale: string): Writing {
  const number = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(12_345_678.9);
  const find = (type: string) => number.find((token) => token.type === type)?.value.replace(/\s/, ' ');
  const date = new Intl.DateTimeFormat(locale, { calendar: 'gregory', dateStyle: 'short' }).formatToParts(0);
  return {
    decimal: find('decimal') ?? '.',
    group: find('group') ?? ' ',
    date: date
      .map(({ type }) => type)
      .filter((type) => type === 'year' || type === 'month' || type === 'day'),
  };
}

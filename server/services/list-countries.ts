import type { Country } from '../../shared/page.ts';
import { countries } from '../domain/mobile.ts';

const sorted = new Map<string, readonly Country[]>();

/** Lists the countries of mobile numbers in the order of their names. Sorting takes longer than rendering the page. */
export function listCountries(locale: string): readonly Country[] {
  const known = sorted.get(locale);
  if (known) return known;
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  const list = countries.toSorted((a, b) => compare(names.of(a.code) ?? '', names.of(b.code) ?? ''));
  sorted.set(locale, list);
  return list;
}

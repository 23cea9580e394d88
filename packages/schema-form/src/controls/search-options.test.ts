import { describe, expect, it } from 'vitest';
import { findNamedOption, indexOptions, searchOptions } from './search-options.ts';

const countries = [
  { value: 'CI', label: 'Côte d’Ivoire' },
  { value: 'DM', label: 'Dominica' },
  { value: 'DO', label: 'Dominican Republic' },
  { value: 'IS', label: 'Iceland' },
  { value: 'IE', label: 'Ireland' },
  { value: 'JO', label: 'Jordan' },
  { value: 'OM', label: 'Oman' },
  { value: 'RO', label: 'Romania' },
  { value: 'TR', label: 'Türkiye' },
  { value: 'SE', label: 'Österreich & Straße' },
];
const arabic = [
  { value: 'AE', label: 'الإمارات العربية المتحدة' },
  { value: 'JO', label: 'الأردن' },
  { value: 'SA', label: 'المملكة العربية السعودية' },
  { value: 'CF', label: 'جمهورية أفريقيا الوسطى' },
  { value: 'SY', label: 'سوريا' },
];
const search = (list: typeof countries, query: string) =>
  searchOptions(indexOptions(list), query).map(({ value }) => value);

describe('a search in a list', () => {
  it.each([
    ['jordan', ['JO']],
    ['  JORD', ['JO']],
    ['land', ['IS', 'IE']],
    ['public dom', ['DO']],
    ['cote divoire', ['CI']],
    ['cote d ivoire', ['CI']],
    ['Côte d’Ivoire', ['CI']],
    ['ivoire', ['CI']],
    ['turkiye', ['TR']],
    ['osterreich strasse', ['SE']],
    ['atlantis', []],
  ])('of %j finds %j', (query, found) => {
    expect(search(countries, query)).toEqual(found);
  });

  it('lists an equal code first, then matches at the start of a title, then other matches', () => {
    expect(search(countries, 'om')).toEqual(['OM', 'DM', 'DO', 'RO']);
    expect(search(countries, 'rep')).toEqual(['DO']);
    expect(search(countries, 'is')).toEqual(['IS']);
  });

  it('for an empty text finds all options', () => {
    expect(search(countries, ' ')).toHaveLength(countries.length);
  });

  it.each([
    ['الاردن', ['JO']],
    ['اردن', ['JO']],
    ['الأُرْدُنّ', ['JO']],
    ['الأردنـــ', ['JO']],
    ['الامارات', ['AE']],
    ['العربيه', ['AE', 'SA']],
    ['جمهوريه افريقيا الوسطي', ['CF']],
    ['سوريا', ['SY']],
    ['jo', ['JO']],
  ])('of %s finds %j, however it is spelt', (query, found) => {
    expect(search(arabic, query)).toEqual(found);
  });
});

describe('the text that names an option', () => {
  const find = (text: string) => findNamedOption(indexOptions(countries), text)?.value ?? null;

  it('is its whole title or its code', () => {
    expect(find('oman')).toBe('OM');
    expect(find('dominica')).toBe('DM');
    expect(find('jo')).toBe('JO');
    expect(find(' TÜRKIYE ')).toBe('TR');
  });

  it('is neither a part of its title nor empty', () => {
    expect(find('jord')).toBeNull();
    expect(find('')).toBeNull();
    expect(find('…')).toBeNull();
  });
});

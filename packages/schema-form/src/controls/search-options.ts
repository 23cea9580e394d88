import { toAsciiDigits } from '../model/clean-text.ts';

export interface SearchableOption {
  /** The value in markup form, such as the code of a country. */
  value: string;
  label: string;
  /** The language of the label, if it is another one than that of the page. */
  lang?: string | undefined;
}

/** An option with the folded texts that a search compares. */
interface IndexedOption<T extends SearchableOption> {
  option: T;
  text: string;
  code: string;
}

export type OptionIndex<T extends SearchableOption> = readonly IndexedOption<T>[];

/** Letters that do not decompose into a letter and a mark, with the letters that people type instead. */
const alike: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ک: 'ك',
  ہ: 'ه',
  ھ: 'ه',
  ٱ: 'ا',
  ـ: '',
  "'": '',
  '’': '',
};

/**
 * Folds a text for searching: removes case, accents, Arabic vowel marks, hamza, tatweel and apostrophes. Sequences of
 * other signs become one space.
 */
function toSearchText(text: string): string {
  return toAsciiDigits(text)
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]|[ßæœøđðłþıةىیېکہھٱـ]/gu, (character) => alike[character] ?? ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

/** Indexes a list for searching. Folding the texts takes most of the time, so it is done once. */
export function indexOptions<T extends SearchableOption>(options: readonly T[]): OptionIndex<T> {
  return options.map((option) => ({
    option,
    text: ` ${toSearchText(option.label)}`,
    code: toSearchText(option.value),
  }));
}

/**
 * Returns the options whose code equals a query or whose title contains each of its words. An equal code comes first,
 * then titles that begin with the query, then titles with a word that does, each in the order of the list.
 */
export function searchOptions<T extends SearchableOption>(index: OptionIndex<T>, query: string): T[] {
  const wanted = toSearchText(query);
  if (wanted === '') return index.map(({ option }) => option);
  const words = wanted.split(' ');
  const getRank = ({ text, code }: IndexedOption<T>): number => {
    if (code === wanted) return 0;
    if (!words.every((word) => text.includes(word))) return -1;
    if (text.startsWith(` ${wanted}`)) return 1;
    return text.includes(` ${wanted}`) ? 2 : 3;
  };
  return index
    .map((entry) => ({ option: entry.option, rank: getRank(entry) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ option }) => option);
}

/** Returns the option whose title or code equals a text; null if there is none. */
export function findNamedOption<T extends SearchableOption>(index: OptionIndex<T>, typed: string): T | null {
  const wanted = toSearchText(typed);
  if (wanted === '') return null;
  const found = index.find(({ text }) => text === ` ${wanted}`) ?? index.find(({ code }) => code === wanted);
  return found?.option ?? null;
}

import { toAsciiDigits } from '../model/forgive-input.ts';

export interface SearchableOption {
  /** As it stands in the markup: the code of a country. */
  value: string;
  label: string;
}

/** An option with what is looked at when it is searched for. */
interface IndexedOption<T extends SearchableOption> {
  option: T;
  text: string;
  code: string;
}

export type OptionIndex<T extends SearchableOption> = readonly IndexedOption<T>[];

/** Letters that are no letter with a mark, and how people type them all the same. */
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
 * A text as it is searched for: without case, accents, Arabic vowel marks, the hamza of a letter and
 * the stroke that lengthens words, and apostrophes; other signs are one space.
 */
export function toSearchText(text: string): string {
  return toAsciiDigits(text)
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]|[ßæœøđðłþıةىیېکہھٱـ]/gu, (character) => alike[character] ?? ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
}

/** Makes a list ready to be searched; done once, since taking texts apart is what takes the time. */
export function indexOptions<T extends SearchableOption>(options: readonly T[]): OptionIndex<T> {
  return options.map((option) => ({
    option,
    text: ` ${toSearchText(option.label)}`,
    code: toSearchText(option.value),
  }));
}

/**
 * The options that a query fits: its code is that very text, or each word of it is somewhere in the
 * name. Those whose name begins with it come first, then those where a word does; all of them in
 * the order of the list.
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

/** The option that a text names, by its whole name or its code; null when it names none. */
export function findNamedOption<T extends SearchableOption>(index: OptionIndex<T>, typed: string): T | null {
  const wanted = toSearchText(typed);
  if (wanted === '') return null;
  const found = index.find(({ text }) => text === ` ${wanted}`) ?? index.find(({ code }) => code === wanted);
  return found?.option ?? null;
}

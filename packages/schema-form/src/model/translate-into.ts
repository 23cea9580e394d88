/** i18next's `t` on the namespace `errors`. */
export type TranslateError = (key: string, values: Record<string, string | number>) => string;

/**
 * A text with its values in it. Values of the other direction are isolated, so that they move nothing around them. A
 * colon of the text gives way to a dash after a title that is a sentence: "What happened? – fill this in".
 */
export function translateInto(
  translate: TranslateError,
  key: string,
  values: Record<string, string | number>,
): string {
  const isRtl = rtlLetters.test(translate('whole', {}));
  const entries = Object.entries(values).map(([name, value]): [string, string | number] => {
    const shown = name === 'title' ? withoutColon(String(value)) : value;
    // The count selects the plural form, so it stays a number.
    return [name, name !== 'count' && isForeign(String(shown), isRtl) ? `\u2068${shown}\u2069` : shown];
  });
  const placed = Object.fromEntries(entries);
  const text = translate(key, placed);
  const title = String(placed.title ?? '');
  const isSentence = /[?!؟.…]\u2069?$/.test(title) && text.startsWith(`${title}:`);
  return isSentence ? `${title} –${text.slice(title.length + 1)}` : text;
}

/** `Name:` → `Name`; a title that is nothing but a colon stays. */
function withoutColon(title: string): string {
  const trimmed = title.trim();
  return trimmed.endsWith(':') ? trimmed.slice(0, -1).trimEnd() || trimmed : trimmed;
}

const rtlLetters = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+/;

/** Whether a text is of the other direction than the sentence around it, or is turned around there, as `-5` is. */
function isForeign(text: string, isRtl: boolean): boolean {
  if (isRtl) return /\p{L}|-\d/u.test(text) && !rtlLetters.test(text);
  return rtlLetters.test(text) && !/\p{L}/u.test(text.split(rtlLetters).join(''));
}

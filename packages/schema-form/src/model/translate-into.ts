/** The function `t` of i18next for the namespace `errors`. */
export type TranslateError = (key: string, values: Record<string, string | number>) => string;

/**
 * Returns a translated text with its values inserted. Values with another text direction than the sentence are isolated,
 * so that they do not reorder the text around them. After a title that is a sentence, a dash replaces the colon of the
 * text: "What happened? – fill this in".
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
    return [name, name === 'count' ? shown : isolate(String(shown), isRtl)];
  });
  const placed = Object.fromEntries(entries);
  const text = translate(key, placed);
  const title = String(placed.title ?? '');
  const colon = text.startsWith(title) ? /^\u00a0?:/.exec(text.slice(title.length)) : null;
  const isSentence = /[?!؟.…।۔]\u2069?$/.test(title) && colon !== null;
  return isSentence ? `${title} –${text.slice(title.length + colon[0].length)}` : text;
}

/** Returns a text that a sentence contains, between isolates if it would be reordered or reorder the sentence. */
export function isolate(text: string, isRtl: boolean): string {
  return isForeign(text, isRtl) && !text.startsWith('\u2068') ? `\u2068${text}\u2069` : text;
}

/** Returns a title without its final colon. A title that consists only of a colon stays as it is. */
function withoutColon(title: string): string {
  const trimmed = title.trim();
  return trimmed.endsWith(':') ? trimmed.slice(0, -1).trimEnd() || trimmed : trimmed;
}

const rtlLetters = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+/;

/**
 * Returns whether a text has another direction than the sentence that contains it, or would be reordered there, such as
 * `-5` or `+971 50` in a right-to-left sentence.
 */
function isForeign(text: string, isRtl: boolean): boolean {
  if (isRtl) return /\p{L}|[-+]\d/u.test(text) && !rtlLetters.test(text);
  return rtlLetters.test(text) && !/\p{L}/u.test(text.split(rtlLetters).join(''));
}

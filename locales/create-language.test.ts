import { showDigits } from 'schema-form/texts';
import { expect, test } from 'vitest';
import { builtInCodes, builtInLanguages } from './built-in-languages.ts';
import { createLanguage } from './create-language.ts';

test('without a choice every built-in language has Latin digits and only Gregorian dates', () => {
  for (const code of builtInCodes) {
    const { locale, writing, secondCalendar } = builtInLanguages[code];
    expect(new Intl.NumberFormat(locale).resolvedOptions().numberingSystem).toBe('latn');
    expect([writing.digits, secondCalendar]).toEqual([undefined, null]);
  }
});

test('the built-in languages have their own names and directions', () => {
  const shown = Object.values(builtInLanguages).map(({ name, direction }) => `${name} ${direction}`);
  expect(shown).toEqual([
    ...['English ltr', 'العربية rtl', 'Français ltr', 'Español ltr', 'हिन्दी ltr', 'اردو rtl'],
    ...['Bahasa Indonesia ltr', 'Kiswahili ltr'],
  ]);
});

test.each(['ar-AE', 'ur-PK', 'hi-IN', 'bn-BD', 'fa-IR'])(
  '%s has its own digits if the operator chooses them',
  (code) => {
    const { locale, writing } = createLanguage(code, { digits: 'own' });
    const shown = new Intl.NumberFormat(locale, { useGrouping: 'always' }).format(987_654.321);
    const grouping = new Intl.NumberFormat(`${code}-u-nu-latn`, { useGrouping: 'always' });
    expect(showDigits(grouping.format(987_654.321), writing)).toBe(shown);
    expect(shown).not.toMatch(/\d/);
  },
);

test.each(['fr', 'zh'])('%s, whose script has no digits of its own, keeps Latin ones', (code) => {
  expect(createLanguage(code, { digits: 'own' })).toEqual(createLanguage(code));
});

test('an operator chooses locale, name and the second calendar', () => {
  const { locale, name, secondCalendar } = createLanguage('ar', {
    locale: 'ar-SA',
    name: 'عربي',
    hijri_dates: true,
  });
  expect([locale, name, secondCalendar]).toEqual(['ar-SA-u-nu-latn', 'عربي', 'islamic-umalqura']);
});

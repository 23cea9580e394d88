import { showDigits } from 'schema-form/texts';
import { expect, test } from 'vitest';
import { getNotation, languageSettings } from './language-settings.ts';
import { languageCodes } from './languages.ts';

test('without a choice every language has Latin digits and only Gregorian dates', () => {
  expect(languageSettings).toEqual({});
  for (const language of languageCodes) {
    const { locale, writing, secondCalendar } = getNotation(language);
    expect(new Intl.NumberFormat(locale).resolvedOptions().numberingSystem).toBe('latn');
    expect([writing.digits, secondCalendar]).toEqual([undefined, null]);
  }
});

test.each(['ar', 'ur', 'hi'] as const)('%s has its own digits if the operator chooses them', (language) => {
  const { locale, writing } = getNotation(language, { digits: 'own' });
  const shown = new Intl.NumberFormat(locale, { useGrouping: 'always' }).format(987_654.321);
  const latin = `${language === 'hi' ? '9,87,654' : '987,654'}.321`;
  expect(showDigits(latin, writing)).toBe(shown);
  expect(shown).not.toMatch(/\d/);
});

test('a language whose script has no digits of its own keeps Latin ones', () => {
  expect(getNotation('fr', { digits: 'own' })).toEqual(getNotation('fr'));
});

test('Hijri dates are those of the calendar Umm al-Qura', () => {
  expect(getNotation('ar', { hasHijriDates: true }).secondCalendar).toBe('islamic-umalqura');
});

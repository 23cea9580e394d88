import { describe, expect, test } from 'vitest';
import { translateInto } from './translate-into.ts';

describe('a title or a limit with another direction than its sentence is isolated', () => {
  const sentences = {
    en: (title: unknown, limit: unknown) => `${title}: ${limit} or more`,
    ar: (title: unknown, limit: unknown) => `${title}: ${limit} أو أكثر`,
  };
  const whole = { en: 'This form', ar: 'هذا النموذج' };
  test.each<[language: 'en' | 'ar', title: string, limit: string | number, shown: string]>([
    ['ar', 'IBAN', 3, '\u2068IBAN\u2069 3'],
    ['ar', 'العمر', 3, 'العمر 3'],
    ['ar', 'رقم IBAN', 3, 'رقم IBAN 3'],
    ['ar', 'العمر', -3, 'العمر \u2068-3\u2069'],
    ['ar', 'العمر', '1990-03-15', 'العمر \u20681990-03-15\u2069'],
    ['en', 'Age', -3, 'Age -3'],
    ['en', 'العمر', 3, '\u2068العمر\u2069 3'],
    ['en', 'العمر (age)', 3, 'العمر (age) 3'],
    ['en', '☎️', 3, '☎️ 3'],
  ])('%s: %s, %s', (language, title, limit, shown) => {
    const translate = (key: string, values: Record<string, string | number>) =>
      key === 'whole' ? whole[language] : sentences[language](values.title, values.limit);
    const [placedTitle = '', placedLimit = ''] = shown.split(/ (?=\S+$)/);
    expect(translateInto(translate, 'minimum', { title, limit })).toBe(
      sentences[language](placedTitle, placedLimit),
    );
  });
});

describe('the colon of a text is adapted to the title', () => {
  const translate = (key: string, { title }: Record<string, string | number>) =>
    key === 'whole' ? 'This form' : `${title}: fill this in`;
  test.each([
    ['First name', 'First name: fill this in'],
    ['What happened?', 'What happened? – fill this in'],
    ['Tell us more …', 'Tell us more … – fill this in'],
    ['ماذا حدث؟', '\u2068ماذا حدث؟\u2069 – fill this in'],
    ['Name:', 'Name: fill this in'],
    ['Name : ', 'Name: fill this in'],
    [':', ':: fill this in'],
    ['$&', '$&: fill this in'],
  ])('%s', (title, expected) => {
    expect(translateInto(translate, 'required', { title })).toBe(expected);
  });
});

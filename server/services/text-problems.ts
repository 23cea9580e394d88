import { type FormProblem, visitTexts } from 'schema-form/server';
import { type Language, languageCodes } from '../../shared/languages.ts';
import type { Texts } from './texts.ts';

/** The key in a text `${key}`; null for a literal text. */
export function getTextKey(text: string): string | null {
  return /^\$\{([\w.-]+)\}$/.exec(text)?.[1] ?? null;
}

/** The maximum number of warnings about texts that a language lacks. */
const mostMissing = 30;

/**
 * Finds the keys of texts that do not exist, which are errors, and warns of texts that are not in every language of the
 * site.
 */
export function findTextProblems(definition: object, texts: Record<Language, Texts>): FormProblem[] {
  const problems: FormProblem[] = [];
  const literals: string[] = [];
  visitTexts(definition, '', (text, { pointer, key: name }) => {
    const key = getTextKey(text);
    if (key === null) {
      if (isTextName(name) && /\p{L}/u.test(text)) literals.push(pointer);
    } else if (texts.en.form(key) === null) {
      const problem = `locales/en/form.json has no text "${key}"`;
      problems.push({ level: 'error', kind: 'invalid', pointer, problem });
    } else {
      // A text that another language lacks is shown in English.
      const missing = languageCodes.filter((language) => !texts[language].hasFormText(key));
      if (missing.length === 0 || problems.length >= mostMissing) return;
      const problem = `is in English where the language is ${missing.join(', ')}: there is no text "${key}"`;
      problems.push({ level: 'warning', kind: 'translation', pointer, problem });
    }
  });
  const [first] = literals;
  if (first !== undefined && languageCodes.length > 1) {
    const others = literals.length > 1 ? `, as are ${literals.length - 1} other texts` : '';
    const problem = `is the same in every language of the site${others}: "\${key}" is a text of locales/`;
    problems.push({ level: 'warning', kind: 'translation', pointer: first, problem });
  }
  return problems;
}

/** Whether people read the text with this name. */
function isTextName(name: string): boolean {
  return /^(ui:)?(title|description|help|placeholder)$/.test(name);
}

import { type FormProblem, visitTexts } from 'schema-form/server';
import type { LocalText } from '../../shared/local-text.ts';
import { findLocalText, getTextKey } from './local-texts.ts';
import type { SiteTexts } from './texts.ts';

/** The maximum number of warnings about texts that a language lacks. */
const mostMissing = 30;

/** The documents of a definition, and the texts per language that they have placeholders for. */
interface DefinitionTexts {
  documents: object;
  localTexts: readonly LocalText[];
}

/**
 * Finds the keys of texts that do not exist, which are errors, and warns of texts that are not in every language of the
 * site. `warnsOfLiterals`: also of texts without languages.
 */
export function findTextProblems(
  { documents, localTexts }: DefinitionTexts,
  { site, getTexts }: SiteTexts,
  warnsOfLiterals = true,
): FormProblem[] {
  const problems: FormProblem[] = [];
  const literals: string[] = [];
  const texts = Object.keys(site.languages).map(getTexts);
  const warn = (pointer: string, missing: readonly string[], name: string) => {
    if (missing.length === 0 || problems.length >= mostMissing) return;
    const problem = `lacks ${missing.join(', ')}: another language is shown there${name}`;
    problems.push({ level: 'warning', kind: 'translation', pointer, problem });
  };
  visitTexts(documents, '', (text, { pointer, key: name }) => {
    const local = findLocalText(localTexts, text);
    const key = getTextKey(text);
    if (local !== null) {
      const lacking = texts.filter(({ language }) => !Object.hasOwn(Object(local), language));
      warn(
        pointer,
        lacking.map(({ language }) => language),
        '',
      );
    } else if (key === null) {
      if (isTextName(name) && /\p{L}/u.test(text)) literals.push(pointer);
    } else {
      // A text that a language lacks is shown in English. Without that, the page would show the key.
      const lacking = texts.find(({ form }) => form(key) === null);
      if (lacking) {
        const files = [...new Set([lacking.language, 'en'])].map((language) => `${language}/form.json`);
        const problem = `there is no text "${key}" in ${files.join(' or ')}`;
        problems.push({ level: 'error', kind: 'invalid', pointer, problem });
      } else {
        const missing = texts.filter(({ hasFormText }) => !hasFormText(key));
        warn(
          pointer,
          missing.map(({ language }) => language),
          `; there is no text "${key}"`,
        );
      }
    }
  });
  const [first] = literals;
  if (warnsOfLiterals && first !== undefined && texts.length > 1) {
    const others = literals.length > 1 ? `, as are ${literals.length - 1} other texts` : '';
    const problem = `is the same in every language of the site${others}: write {"en": "…"} or a key \${…}`;
    problems.push({ level: 'warning', kind: 'translation', pointer: first, problem });
  }
  return problems;
}

/** Returns whether people read the text with this name. */
function isTextName(name: string): boolean {
  return /^(ui:)?(title|description|help|placeholder)$/.test(name);
}

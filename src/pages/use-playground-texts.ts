import { useTranslation } from 'react-i18next';
import { languageCodes } from '../../shared/languages.ts';

type Texts = Record<string, string>;

const files = import.meta.glob<Texts>('../../locales/*/playground.json', { import: 'default', eager: true });

/** Returns the texts of the playground. Only its chunk contains them, because customers never open it. */
export function usePlaygroundTexts() {
  const { i18n } = useTranslation('app');
  for (const language of languageCodes) {
    if (i18n.hasResourceBundle(language, 'playground')) continue;
    i18n.addResourceBundle(language, 'playground', files[`../../locales/${language}/playground.json`]);
  }
  return useTranslation('playground');
}

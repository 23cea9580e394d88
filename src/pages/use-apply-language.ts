import { useTranslation } from 'react-i18next';
import { getLanguage, type Language } from '../../shared/languages.ts';
import { addLanguage } from '../i18n/load-resources.ts';
import { usePageState } from './page-state.tsx';

/** Returns a function that shows the page in a language that is already set on the server. */
export function useApplyLanguage() {
  const { i18n } = useTranslation('app');
  const { state, setLanguage } = usePageState();
  return async (language: Language): Promise<void> => {
    await addLanguage(i18n, language);
    await i18n.changeLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = getLanguage(state.site.languages, language).direction;
    setLanguage(language);
  };
}

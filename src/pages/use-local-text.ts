import { chooseText, type LocalText } from '../../shared/local-text.ts';
import { usePageState } from './page-state.tsx';

/** Returns a function that chooses a text of the operator in the language of the page. */
export function useLocalText(): (text: LocalText) => string {
  const { site, language } = usePageState().state;
  return (text) => chooseText(text, language, site.defaultLanguage);
}

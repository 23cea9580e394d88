import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { getLanguage, type Language, type LanguageInfo } from '../../shared/languages.ts';
import type { Notice, PageState, SavedState } from '../../shared/page.ts';

interface PageStateStore {
  state: PageState;
  /** Sets the notice that the next page shows. */
  setNotice(notice: Notice | null): void;
  /** Sets what the last save changed, for the page that follows it. */
  setSaved(saved: SavedState | null): void;
  /** Forgets the form that was submitted without script, once the person has left its page. */
  forgetSubmission(): void;
  /** Sets the language, and reports the change of a customer's language. */
  setLanguage(language: PageState['language']): void;
  forgetLanguageBefore(): void;
  /** Holds the title of the page that renders; the server reads it after rendering. */
  head: { title: string };
}

function withoutSubmission(state: PageState): PageState {
  const { notice } = state;
  return {
    ...state,
    notice: notice === 'restored' || notice === 'undo-refused' ? null : notice,
    review: null,
    base: null,
    stored: null,
    discarded: null,
    chosen: null,
    removed: null,
    navigation: null,
  };
}

const PageStateContext = createContext<PageStateStore | null>(null);

interface PageStateProviderProps {
  initial: PageState;
  head: { title: string };
  children: ReactNode;
}

/** Provides the page state: initially from the server, then with the changes in the browser. */
export function PageStateProvider({ initial, head, children }: PageStateProviderProps) {
  const [state, setState] = useState(initial);
  const store = useMemo(
    () => ({
      state,
      head,
      setNotice: (notice: Notice | null) => setState((current) => ({ ...current, notice })),
      setSaved: (saved: SavedState | null) => setState((current) => ({ ...current, saved })),
      forgetSubmission: () => setState(withoutSubmission),
      setLanguage: (language: PageState['language']) =>
        setState((current) => ({
          ...current,
          language,
          languageBefore: getLanguageBefore(current, language),
        })),
      forgetLanguageBefore: () => setState((current) => ({ ...current, languageBefore: null })),
    }),
    [state, head],
  );
  return <PageStateContext value={store}>{children}</PageStateContext>;
}

export function usePageState(): PageStateStore {
  const store = useContext(PageStateContext);
  if (!store) throw new Error('usePageState() is called outside of PageStateProvider');
  return store;
}

/** Returns the language of the page. */
export function useLanguageInfo(): LanguageInfo {
  const { site, language } = usePageState().state;
  return getLanguage(site.languages, language);
}

/** Returns the language that a customer's page leaves for another one; null for a visitor. */
function getLanguageBefore({ isSignedIn, language }: PageState, next: Language): Language | null {
  return isSignedIn && language !== next ? language : null;
}

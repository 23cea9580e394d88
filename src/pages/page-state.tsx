import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Notice, PageState } from '../../shared/page.ts';

interface PageStateStore {
  state: PageState;
  /** Says something on the page that comes next. */
  setNotice(notice: Notice | null): void;
  setLanguage(language: PageState['language']): void;
  /** The title as the page that is being drawn says it; read by the server after drawing. */
  head: { title: string };
}

const PageStateContext = createContext<PageStateStore | null>(null);

interface PageStateProviderProps {
  initial: PageState;
  head: { title: string };
  children: ReactNode;
}

/** What the server told the page, and what has come of it since. */
export function PageStateProvider({ initial, head, children }: PageStateProviderProps) {
  const [state, setState] = useState(initial);
  const store = useMemo(
    () => ({
      state,
      head,
      setNotice: (notice: Notice | null) => setState((current) => ({ ...current, notice })),
      setLanguage: (language: PageState['language']) => setState((current) => ({ ...current, language })),
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

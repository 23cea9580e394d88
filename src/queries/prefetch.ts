import { createContext, useContext, useEffect } from 'react';

/** Loads the page at an address that is likely to be next. Never throws. */
type Prefetch = (to: string) => Promise<void>;

export const PrefetchContext = createContext<Prefetch>(async () => {});

export function usePrefetch(): Prefetch {
  return useContext(PrefetchContext);
}

/** Loads the page that probably follows this one while the browser has nothing to do, unless data is expensive or slow. */
export function useNextPage(to: string): void {
  const prefetch = usePrefetch();
  useEffect(() => {
    if (savesData()) return;
    const start = () => void prefetch(to);
    if ('requestIdleCallback' in window) {
      const request = window.requestIdleCallback(start);
      return () => window.cancelIdleCallback(request);
    }
    const timer = setTimeout(start, idleAfter);
    return () => clearTimeout(timer);
  }, [prefetch, to]);
}

/** Milliseconds after which a browser that does not say when it is idle, such as Safari, probably is. */
const idleAfter = 1000;

/** Only Chromium tells; the other browsers are taken to have a good network. */
function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData: boolean; effectiveType: string } };
  return connection?.saveData === true || /2g|3g/.test(connection?.effectiveType ?? '');
}

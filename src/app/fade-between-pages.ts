import { flushSync } from 'react-dom';

/** Fades the old page into the new one, which `show` renders, where the browser can and people allow motion. */
export function fadeBetweenPages(show: () => void): void {
  const wantsMotion = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (wantsMotion && 'startViewTransition' in document) {
    const transition = document.startViewTransition(() => flushSync(show));
    // It is skipped where another navigation follows at once; the page changes all the same.
    transition.ready.catch(() => {});
  } else show();
}

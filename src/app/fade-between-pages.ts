import { flushSync } from 'react-dom';
import type { AroundNavHandler } from 'wouter';

/**
 * Fades the old page into the new one where the browser can and people allow motion. Steps of a form change only
 * the query, and appear at once.
 */
export const fadeBetweenPages: AroundNavHandler = (navigate, to, options) => {
  const isSamePage = new URL(to, window.location.href).pathname === window.location.pathname;
  const wantsMotion = !window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (isSamePage || !wantsMotion || !('startViewTransition' in document)) return navigate(to, options);
  const transition = document.startViewTransition(() => flushSync(() => navigate(to, options)));
  // It is skipped where another navigation follows at once; the page changes all the same.
  transition.ready.catch(() => {});
};

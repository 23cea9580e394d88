/** Loads the page of a link once a pointer, a finger or the focus is on it. */
export function prefetchLinks(prefetch: (to: string) => Promise<void>): void {
  const follow = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
    if (link?.origin === window.location.origin) void prefetch(link.href);
  };
  document.addEventListener('pointerover', follow);
  document.addEventListener('focusin', follow);
}

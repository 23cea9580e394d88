import { useSyncExternalStore } from 'react';
import type { BaseLocationHook, NavigateOptions } from 'wouter';
import { fadeBetweenPages } from './fade-between-pages.ts';

/** Milliseconds until a page that is loading is reported. */
const slowAfter = 200;

interface Shown {
  path: string;
  /** The query with its question mark, or `''`. */
  search: string;
  /** The next page has been loading for longer than `slowAfter`. */
  isSlow: boolean;
}

/** What is shown, and how to show something else. */
export interface Navigation {
  /** The location hook of the router. It returns the address of the page that is shown. */
  useAddress: BaseLocationHook;
  useIsSlow(): boolean;
  /** Loads the page at an address that is likely to be next. Never throws. */
  prefetch(to: string): Promise<void>;
  /** In the browser: follows Back, Forward and other changes of the address. */
  listen(): void;
}

/**
 * Creates the navigation between pages, which begins at an address. A page is loaded first and shown then: until it is
 * whole, the page before it stays. So no page is ever suspended, and React has no reason to hold back what it reveals.
 */
export function createNavigation(
  address: Omit<Shown, 'isSlow'>,
  load: (path: string) => Promise<void>,
): Navigation {
  let shown: Shown = { ...address, isSlow: false };
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const useShown = <Key extends keyof Shown>(key: Key) => {
    const get = () => shown[key];
    return useSyncExternalStore(subscribe, get, get);
  };
  const update = (change: Partial<Shown>) => {
    shown = { ...shown, ...change };
    for (const listener of listeners) listener();
  };
  const showAddress = () => {
    const { pathname: path, search } = window.location;
    update({ path, search, isSlow: false });
  };

  /** Goes to an address. `write` makes it that of the browser where it is not yet. The latest call wins. */
  const go = async (to: string, write: (() => void) | null) => {
    const path = getPath(to);
    latest += 1;
    const turn = latest;
    clearTimeout(timer);
    const show = () => {
      write?.();
      showAddress();
    };
    // Steps of a form change only the query, and appear at once.
    if (path === shown.path) return show();
    timer = setTimeout(() => update({ isSlow: true }), slowAfter);
    const isLoaded = await load(path).then(
      () => true,
      () => false,
    );
    if (turn !== latest) return;
    clearTimeout(timer);
    if (isLoaded) return write ? fadeBetweenPages(show) : show();
    // There is no network, or this version of the program is gone. The browser loads the page, as it does without script.
    if (write) window.location.assign(to);
    else window.location.reload();
  };

  const navigate = (to: string, { replace = false, state = null }: NavigateOptions = {}) => {
    const write = () => window.history[replace ? 'replaceState' : 'pushState'](state, '', to);
    void go(to, write);
  };
  const useAddress: BaseLocationHook = () => [useShown('path'), navigate];
  useAddress.searchHook = () => useShown('search');

  return {
    useAddress,
    useIsSlow: () => useShown('isSlow'),
    prefetch: (to) => load(getPath(to)).catch(() => {}),
    listen() {
      // The router reports calls of `history.replaceState` by an event of that name.
      for (const event of ['popstate', 'replaceState']) {
        window.addEventListener(event, () => void go(window.location.href, null));
      }
    },
  };
}

function getPath(to: string): string {
  return new URL(to, window.location.href).pathname;
}

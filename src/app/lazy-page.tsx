import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Namespace } from '../i18n/create-i18n.ts';
import { addNamespaces } from '../i18n/load-resources.ts';

/** A page in its own chunk. */
export interface LazyPage {
  /** The source file as Vite's manifest names it. The server tells the browser to load its chunk. */
  module: string;
  /** The namespaces of texts that the page needs beside those of every page. */
  namespaces: readonly Namespace[];
  /** Loads the page so that it renders without suspending, on the server and before hydration. */
  load(): Promise<void>;
  /** Returns the page once it is loaded, and before that a component that suspends until then. */
  getComponent(): ComponentType | LazyExoticComponent<ComponentType>;
}

export function createLazyPage(
  module: string,
  importPage: () => Promise<ComponentType>,
  namespaces: readonly Namespace[] = [],
): LazyPage {
  let loaded: ComponentType | null = null;
  const load = async () => {
    const [page] = await Promise.all([loaded ?? importPage(), addNamespaces(namespaces)]);
    loaded = page;
  };
  const waiting = lazy(async () => {
    await load();
    return { default: loaded as unknown as ComponentType };
  });
  return { module, namespaces, load, getComponent: () => loaded ?? waiting };
}

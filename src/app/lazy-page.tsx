import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Namespace } from '../i18n/create-i18n.ts';
import { addNamespaces } from '../i18n/load-resources.ts';

/** A page in a chunk of its own. */
export interface LazyPage {
  /** Its source file, as Vite's manifest names it: what the server tells the browser to load. */
  module: string;
  /** What it says beyond what every page does. */
  namespaces: readonly Namespace[];
  /** Loads it, so that it can be drawn at once: on the server, and before hydration. */
  load(): Promise<void>;
  /** The page itself when it is loaded, else one that waits for it. */
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

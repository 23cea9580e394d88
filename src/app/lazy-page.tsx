import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** A page in a chunk of its own. */
export interface LazyPage {
  /** Its source file, as Vite's manifest names it: what the server tells the browser to load. */
  module: string;
  /** Loads it, so that it can be drawn at once: on the server, and before hydration. */
  load(): Promise<void>;
  /** The page itself when it is loaded, else one that waits for it. */
  getComponent(): ComponentType | LazyExoticComponent<ComponentType>;
}

export function createLazyPage(module: string, importPage: () => Promise<ComponentType>): LazyPage {
  let loaded: ComponentType | null = null;
  const load = async () => {
    loaded ??= await importPage();
  };
  const waiting = lazy(async () => {
    await load();
    return { default: loaded as unknown as ComponentType };
  });
  return { module, load, getComponent: () => loaded ?? waiting };
}

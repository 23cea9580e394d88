import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { TextPart } from '../../shared/text-parts.ts';
import { addParts } from '../i18n/load-resources.ts';

/** A page in its own chunk. */
export interface LazyPage {
  /** The source file as Vite's manifest names it. The server tells the browser to load its chunk. */
  module: string;
  /** The parts of the texts that the page needs beside that of every page. */
  textParts: readonly TextPart[];
  /** Loads the page so that it renders without suspending, on the server and before hydration. */
  load(): Promise<void>;
  /** Returns the page once it is loaded, and before that a component that suspends until then. */
  getComponent(): ComponentType | LazyExoticComponent<ComponentType>;
}

export function createLazyPage(
  module: string,
  importPage: () => Promise<ComponentType>,
  textParts: readonly TextPart[] = [],
): LazyPage {
  let loaded: ComponentType | null = null;
  const load = async () => {
    const [page] = await Promise.all([loaded ?? importPage(), addParts(textParts)]);
    loaded = page;
  };
  const waiting = lazy(async () => {
    await load();
    return { default: loaded as unknown as ComponentType };
  });
  return { module, textParts, load, getComponent: () => loaded ?? waiting };
}

import { type ComponentType, lazy, Suspense } from 'react';
import type { Namespace } from '../i18n/create-i18n.ts';
import { addNamespaces } from '../i18n/load-resources.ts';
import { Pending } from '../pages/Pending.tsx';

/** A page in a chunk of its own. */
export interface LazyPage {
  /** Its source file, as Vite's manifest names it: what the server tells the browser to load. */
  module: string;
  /** What it says beyond what every page does. */
  namespaces: readonly Namespace[];
  /** Loads it, so that it can be drawn at once: on the server, and before hydration. */
  load(): Promise<void>;
  /** The page itself when it is loaded, else one that waits for it. */
  getComponent(): ComponentType;
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
  const Lazy = lazy(async () => {
    await load();
    return { default: loaded as unknown as ComponentType };
  });
  const Waiting = () => (
    <Suspense fallback={<Pending error={null} onRetry={() => {}} />}>
      <Lazy />
    </Suspense>
  );
  return { module, namespaces, load, getComponent: () => loaded ?? Waiting };
}

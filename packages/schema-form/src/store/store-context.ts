import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { Node } from '../model/nodes.ts';
import type { FieldState, FormStore } from './form-store.ts';
import type { Report } from './reported-errors.ts';

export const StoreContext = createContext<FormStore | null>(null);

/** The store of the form; throws outside of one. */
export function useFormStore(): FormStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('A part of a form is rendered outside of SchemaForm');
  return store;
}

/** What a field shows; renders again when that changes. */
export function useFieldState(node: Node): FieldState {
  const store = useFormStore();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeField(node, listener),
    [store, node],
  );
  const getState = () => store.getFieldState(node);
  return useSyncExternalStore(subscribe, getState, getState);
}

/** The nodes of the form; renders again when any of them changes. */
export function useRootNode(): Node {
  const store = useFormStore();
  return useSyncExternalStore(store.subscribe, store.getNode, store.getNode);
}

/** What the form reports; renders again when that changes. */
export function useReport(): Report {
  const store = useFormStore();
  return useSyncExternalStore(store.subscribe, store.getReport, store.getReport);
}

/** The index of the visible section; null in a form without steps. */
export function useStep(): number | null {
  const store = useFormStore();
  return useSyncExternalStore(store.subscribe, store.getStep, store.getStep);
}

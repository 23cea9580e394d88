import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Node } from '../model/nodes.ts';
import type { FieldState, FormStore } from './form-store.ts';

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
  const getState = () => store.getFieldState(node);
  return useSyncExternalStore((listener) => store.subscribeField(node, listener), getState, getState);
}

import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { ListNode, Node, ObjectNode } from '../model/nodes.ts';
import type { RemovedNode } from './content-edits.ts';
import type { FieldState } from './field-states.ts';
import type { FormStore } from './form-store.ts';
import type { Report } from './reported-errors.ts';

export const StoreContext = createContext<FormStore | null>(null);

/** Returns the store of the form; throws outside a form. */
export function useFormStore(): FormStore {
  const store = useContext(StoreContext);
  if (!store) throw new Error('useFormStore must be called inside SchemaForm');
  return store;
}

/** Returns the state of a field and renders again when it changes. */
export function useFieldState(node: Node): FieldState {
  const store = useFormStore();
  const subscribe = useCallback(
    (listener: () => void) => store.subscribeField(node, listener),
    [store, node],
  );
  const getState = () => store.getFieldState(node);
  return useSyncExternalStore(subscribe, getState, getState);
}

/** Returns the root node of the form and renders again when it changes. */
export function useRootNode(): Node {
  const store = useFormStore();
  return useSyncExternalStore(store.subscribe, store.getNode, store.getNode);
}

/** Returns the report of the form and renders again when it changes. */
export function useReport(): Report {
  const store = useFormStore();
  return useSyncExternalStore(store.subscribe, store.getReport, store.getReport);
}

/** Returns the index of the visible section; null in a form without steps. */
export function useStep(): number | null {
  const store = useFormStore();
  return useSyncExternalStore(store.subscribe, store.getStep, store.getStep);
}

/** Returns the ids of the visible sections; null if all are visible. */
export function useShownSections(): ReadonlySet<string> | null {
  const store = useFormStore();
  return useSyncExternalStore(store.subscribe, store.getShownSections, store.getShownSections);
}

/** Returns the item or entry whose removal from a list or a map can be undone; null if there is none. */
export function useRemoved(node: ListNode | ObjectNode): RemovedNode | null {
  const store = useFormStore();
  const getRemoved = () => store.getRemoved(node);
  return useSyncExternalStore(store.subscribe, getRemoved, getRemoved);
}

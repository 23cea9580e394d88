import { createContext, use, useCallback } from 'react';
import type { JsonValue } from '../model/json-schema.ts';
import type { Node, Path } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';

/** Takes the value that a person changed. */
export type ChangeValue = (path: Path, value: JsonValue | undefined) => void;

/** What takes changes before the store does, as a host's field around our fields may; null for the store itself. */
export const ChangeContext = createContext<ChangeValue | null>(null);

/** Sets the value of a field that a person changed. */
export function useChange(): (node: Node, value: JsonValue | undefined) => void {
  const store = useFormStore();
  const change = use(ChangeContext);
  return useCallback(
    (node, value) => (change ? change(node.path, value) : store.setValue(node, value)),
    [store, change],
  );
}

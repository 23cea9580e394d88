import { createContext, use } from 'react';
import type { JsonValue } from '../model/json-schema.ts';
import type { Node, Path } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';

/** Receives a value that a person changed. */
export type ChangeValue = (path: Path, value: JsonValue | undefined) => void;

/** The receiver of changes, such as a custom field that contains built-in fields; null for the store. */
export const ChangeContext = createContext<ChangeValue | null>(null);

/** Returns a function that sets the value of a field that a person changed. */
export function useChange(): (node: Node, value: JsonValue | undefined) => void {
  const store = useFormStore();
  const change = use(ChangeContext);
  return (node, value) => (change ? change(node.path, value) : store.setValue(node, value));
}

import { type ComponentType, createContext } from 'react';
import type { Node } from '../model/nodes.ts';

/** The component that renders any node. Groups and lists get it from the context, because an import would be cyclic. */
export const FieldContext = createContext<ComponentType<{ node: Node }>>(() => null);

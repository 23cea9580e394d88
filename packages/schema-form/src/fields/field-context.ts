import { type ComponentType, createContext } from 'react';
import type { Node } from '../model/nodes.ts';

/** What renders any node. Groups and lists render their members by it, which a module of their own cannot import. */
export const FieldContext = createContext<ComponentType<{ node: Node }>>(() => null);

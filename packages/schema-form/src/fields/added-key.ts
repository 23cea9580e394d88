import { createContext, type RefObject } from 'react';

/** Whether a property has just been added to an object, so that its name is the next thing to fill in. */
export const AddedKeyContext = createContext<RefObject<boolean> | null>(null);

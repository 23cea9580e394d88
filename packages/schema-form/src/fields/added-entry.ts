import { createContext, useMemo, useRef } from 'react';

/** Remembers the entry that was just added to a map, so that its name field takes the focus. */
export interface AddedEntry {
  set(key: string): void;
  /** Returns whether the key is that of the added entry, and forgets the entry. */
  take(key: string): boolean;
}

export const AddedEntryContext = createContext<AddedEntry | null>(null);

export function useAddedEntry(): AddedEntry {
  const key = useRef<string | null>(null);
  return useMemo(
    () => ({
      set: (added) => {
        key.current = added;
      },
      take: (candidate) => {
        const isAdded = key.current === candidate;
        if (isAdded) key.current = null;
        return isAdded;
      },
    }),
    [],
  );
}

import { createContext, useMemo, useRef } from 'react';

/** The entry that was just added to a map, so that its name takes the focus. */
export interface AddedEntry {
  set(key: string): void;
  /** Whether this is the one; it is so once. */
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

import { createContext, type RefObject, useContext, useEffect, useMemo, useRef } from 'react';
import type { ListAction } from '../../model/list-changes.ts';

/** What the entries of a list know of it. */
export interface ListSurroundings {
  title: string;
  /** Says what is about to be done, so that the focus can follow it and it is announced. */
  announce(action: ListAction, index: number, text: string): void;
}

const ListContext = createContext<ListSurroundings | null>(null);
export const ListProvider = ListContext.Provider;

export function useList(): ListSurroundings {
  const list = useContext(ListContext);
  if (!list) throw new Error('An entry stands outside of a list');
  return list;
}

/** The button of an entry for this, or else for that. */
function findButton(entry: Element | undefined, ...actions: ListAction[]): HTMLElement | null {
  const buttons = actions.map((action) =>
    entry?.querySelector<HTMLElement>(`:scope > .entry-actions > [data-action=${action}]`),
  );
  return buttons.find(Boolean) ?? null;
}

function findControl(entry: Element | undefined): HTMLElement | null {
  return entry?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea') ?? null;
}

/** Where the focus goes: into what is new, else to the button that was pressed, or one like it. */
function findTarget(list: Element, action: ListAction, index: number): HTMLElement | null {
  const entries = [...list.querySelectorAll(':scope > .entry')];
  const add = list.querySelector<HTMLElement>(':scope > [data-action=add]');
  if (action === 'add') return findControl(entries.at(-1));
  if (action === 'copy') return findControl(entries[index + 1]);
  if (action === 'up') return findButton(entries[index - 1], 'up', 'down');
  if (action === 'down') return findButton(entries[index + 1], 'down', 'up');
  return findButton(entries[index] ?? entries.at(-1), 'remove') ?? add;
}

/** Keeps the focus in a list when its entries come, go and move; gives where to announce it. */
export function useListFocus(list: RefObject<HTMLElement | null>, title: string) {
  const said = useRef<HTMLSpanElement>(null);
  const done = useRef<{ action: ListAction; index: number; text: string } | null>(null);
  useEffect(() => {
    if (!done.current || !list.current) return;
    const { action, index, text } = done.current;
    done.current = null;
    (findTarget(list.current, action, index) ?? list.current).focus();
    said.current?.replaceChildren(text);
  });
  const surroundings = useMemo(
    (): ListSurroundings => ({
      title,
      announce: (action, index, text) => {
        done.current = { action, index, text };
      },
    }),
    [title],
  );
  return { said, surroundings };
}

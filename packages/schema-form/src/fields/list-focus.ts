import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { openAround } from '../controls/open-around.ts';
import type { ListAction } from '../model/list-changes.ts';

/** What a list does; `restore` brings back a removed item. */
type FollowedAction = ListAction | 'restore';

/** Keeps the focus in a list while its items come, go and move, and announces what happened. */
export interface ListFocus {
  /** Called before an action, so that the focus can follow it. */
  follow(action: FollowedAction, index: number, announcement: string): void;
}

/** `announcer` is the element whose text screen readers announce. */
export function useListFocus(
  list: RefObject<HTMLElement | null>,
  announcer: RefObject<HTMLElement | null>,
): ListFocus {
  const done = useRef<{ action: FollowedAction; index: number; announcement: string } | null>(null);
  useEffect(() => {
    if (!done.current || !list.current) return;
    const { action, index, announcement } = done.current;
    done.current = null;
    const target = findTarget(list.current, action, index) ?? list.current;
    // A new item may begin closed.
    openAround(target);
    target.focus();
    announcer.current?.replaceChildren(announcement);
  });
  return useMemo(
    () => ({
      follow: (action, index, announcement) => {
        done.current = { action, index, announcement };
      },
    }),
    [],
  );
}

/** Where the focus goes: into a new item, else to the button that was pressed, or one like it. */
function findTarget(list: Element, action: FollowedAction, index: number): HTMLElement | null {
  const items = [...list.querySelectorAll(':scope > .entry')];
  const add = list.querySelector<HTMLElement>(':scope > [data-action=add]');
  switch (action) {
    case 'add':
      return findControl(items.at(-1));
    case 'copy':
      return findControl(items[index + 1]);
    case 'restore':
      return findControl(items[index]);
    case 'up':
      return findButton(items[index - 1], 'up', 'down');
    case 'down':
      return findButton(items[index + 1], 'down', 'up');
    case 'remove':
      return findButton(items[index] ?? items.at(-1), 'remove') ?? add;
  }
}

function findControl(item: Element | undefined): HTMLElement | null {
  return item?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea') ?? null;
}

/** The button of an item for the first of these actions that it has. */
function findButton(item: Element | undefined, ...actions: ListAction[]): HTMLElement | null {
  const buttons = actions.map((action) =>
    item?.querySelector<HTMLElement>(`:scope > .entry-actions > [data-action=${action}]`),
  );
  return buttons.find(Boolean) ?? null;
}

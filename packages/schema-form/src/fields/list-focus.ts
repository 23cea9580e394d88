import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { openAround } from '../controls/open-around.ts';
import type { ListAction } from '../model/list-changes.ts';

/** The actions on a list that the focus follows; `restore` undoes a removal. */
type FollowedAction = ListAction | 'restore';

/** Keeps the focus in a list while its items are added, removed and moved, and announces each change. */
export interface ListFocus {
  /** Called before an action, so that the focus can follow it. */
  follow(action: FollowedAction, index: number, announcement: string): void;
}

/** Returns the focus management of a list. `announcer` is the live region for the announcements. */
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
    // A new item may be collapsed.
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

/** Returns the element that takes the focus: a control of a new item, or else the pressed button or a similar one. */
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

/** Returns the button of an item for the first of these actions that the item has; null if it has none. */
function findButton(item: Element | undefined, ...actions: ListAction[]): HTMLElement | null {
  const buttons = actions.map((action) =>
    item?.querySelector<HTMLElement>(`:scope > .entry-actions > [data-action=${action}]`),
  );
  return buttons.find(Boolean) ?? null;
}

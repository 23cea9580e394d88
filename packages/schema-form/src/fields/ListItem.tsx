import type { ReactNode } from 'react';
import { useFormContext } from '../context/form-context.ts';
import type { ListNode, Node } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';
import { ActionButton } from './ActionButton.tsx';
import { getItemActions, type ItemAction } from './item-actions.ts';
import type { ListFocus } from './list-focus.ts';
import { getTitle } from './titles.ts';

interface ListItemProps {
  list: ListNode;
  item: Node;
  index: number;
  focus: ListFocus;
  children: ReactNode;
}

/** One item of a list, with what can be done to it. */
export function ListItem({ list, item, index, focus, children }: ListItemProps) {
  const { texts } = useFormContext();
  const store = useFormStore();
  const count = list.items.length;
  const getName = (position: number) =>
    texts.entryOf(item.title ?? list.itemTitle ?? getTitle(list, texts), position + 1);
  const name = getName(index);
  const labels: Record<ItemAction, [label: string, announcement: string]> = {
    up: [texts.moveUp, texts.moved(index, count)],
    down: [texts.moveDown, texts.moved(index + 2, count)],
    copy: [texts.duplicate, texts.added(getName(index + 1))],
    remove: [texts.remove, texts.removed(name)],
  };
  const actions = getItemActions(list, index);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a visible legend
    <div className="entry" role="group" aria-label={name}>
      {children}
      {actions.length > 0 && (
        <div className="entry-actions">
          {actions.map((action) => (
            <ActionButton
              key={action}
              action={action}
              name={item.name}
              label={labels[action][0]}
              of={name}
              listId={list.id}
              onClick={() => {
                focus.follow(action, index, labels[action][1]);
                store.changeList(list, action, index);
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
}

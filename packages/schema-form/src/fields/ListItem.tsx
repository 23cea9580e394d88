import { use, useMemo, useRef } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { usePhoneFormat } from '../context/use-phone-format.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { ListNode, Node } from '../model/nodes.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { ActionButton } from './ActionButton.tsx';
import { getEntryName } from './entry-name.ts';
import { FieldContext } from './field-context.ts';
import { getItemActions, type ItemAction } from './item-actions.ts';
import type { ListFocus } from './list-focus.ts';

interface ListItemProps {
  list: ListNode;
  item: Node;
  index: number;
  focus: ListFocus;
}

/** Renders an item of a list with its name and the buttons of its actions. */
export function ListItem({ list, item, index, focus }: ListItemProps) {
  const { texts } = useFormContext();
  const store = useFormStore();
  const Field = use(FieldContext);
  const { value } = useFieldState(item);
  const count = list.items.length;
  const name = getEntryName(list, item, value, texts);
  const box = useRef<HTMLDivElement>(null);
  usePhoneFormat(box, name);
  const named = useMemo((): Node => ({ ...item, title: name }), [item, name]);
  const copy = texts.item(item.title ?? getNodeTitle(list), index + 2, null);
  const labels: Record<ItemAction, [label: string, announcement: string]> = {
    up: [texts.moveUp, texts.moved(index, count)],
    down: [texts.moveDown, texts.moved(index + 2, count)],
    copy: [texts.duplicate, texts.added(copy)],
    remove: [texts.remove, texts.removed(name)],
  };
  const actions = getItemActions(list, index);
  const entry = (
    <div className="entry" ref={box}>
      <Field node={named} />
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
  if (item.isDisabled || item.isReadOnly || isTyped(item)) return entry;
  return (
    <>
      {/* Without script, an item exists even if its field submits nothing, such as a choice that nobody has made yet. */}
      <input type="hidden" name={item.name} value="" />
      {entry}
    </>
  );
}

/** Returns whether an item is a text or a number, whose field always submits something. */
function isTyped({ type, choices }: Node): boolean {
  return (type === 'text' || type === 'number') && choices.length === 0;
}

import { Fragment, useRef } from 'react';
import { type FormTexts, useFormContext } from '../context/form-context.ts';
import { usePhoneFormat } from '../context/use-phone-format.ts';
import { getErrorId, getHelpId, joinIds } from '../controls/description-ids.ts';
import type { ListNode } from '../model/nodes.ts';
import { getValueErrors } from '../store/reported-errors.ts';
import { useFieldState, useFormStore, useRemoved } from '../store/store-context.ts';
import { ActionButton, EnterButton } from './ActionButton.tsx';
import { getEntryName } from './entry-name.ts';
import { ErrorTexts } from './FieldFrame.tsx';
import { getFieldTitle } from './field-title.ts';
import { Group } from './Group.tsx';
import { HelpText } from './HelpText.tsx';
import { ListItem } from './ListItem.tsx';
import { useListFocus } from './list-focus.ts';
import { UndoRemoval } from './UndoRemoval.tsx';

/** Renders a list whose items can be added, removed and moved. */
export function ListField({ node }: { node: ListNode }) {
  const { id, name, items, isRequired, isDisabled, isReadOnly, help } = node;
  const { texts } = useFormContext();
  const store = useFormStore();
  const { value, errors: all } = useFieldState(node);
  const errors = getValueErrors(all);
  const isGiven = Array.isArray(value);
  const list = useRef<HTMLFieldSetElement>(null);
  const announcer = useRef<HTMLSpanElement>(null);
  const focus = useListFocus(list, announcer);
  const isFixed = isDisabled || isReadOnly;
  const title = getFieldTitle(node, texts);
  const limits = isFixed ? null : getLimits(node, texts);
  const hasError = errors.length > 0 && !node.hidesErrors;
  const describedBy = joinIds((help || limits) && getHelpId(id), hasError && getErrorId(id));
  const removed = useRemoved(node);
  const removedName = removed ? getEntryName(node, removed.node, removed.value, texts) : '';
  usePhoneFormat(list, removedName);
  const undo = removed && (
    <UndoRemoval
      action="restore"
      removed={removed}
      name={removedName}
      listId={id}
      onUndo={() => {
        focus.follow('restore', removed.index, texts.restored(removedName));
        store.undoRemoval();
      }}
    />
  );
  const content = (
    <>
      <HelpText node={node}>{limits}</HelpText>
      {hasError && <ErrorTexts id={id} errors={errors} />}
      {/* This field submits the list even if all items were removed. */}
      {!isFixed && <input type="hidden" name={isRequired || isGiven ? `${name}[]` : name} value="" />}
      {items.map((item, index) => (
        <Fragment key={store.getKey(item)}>
          {index === removed?.index && undo}
          <ListItem list={node} item={item} index={index} focus={focus} />
        </Fragment>
      ))}
      {removed && removed.index >= items.length && undo}
      {node.canAdd && (
        <ActionButton
          action="add"
          name={name}
          // The button of a list inside the last item would look the same.
          label={texts.addTo(title)}
          listId={id}
          onClick={() => {
            const added = texts.item(node.itemTitle ?? title, items.length + 1, null);
            focus.follow('add', items.length, texts.added(added));
            store.changeList(node, 'add', items.length);
          }}
        />
      )}
      <span className="visually-hidden" aria-live="polite" ref={announcer} />
    </>
  );
  return (
    <Group node={node} describedBy={describedBy} ref={list} beside={<EnterButton />}>
      {content}
    </Group>
  );
}

/** Returns a sentence with the limits on the number of items; null if there are none. */
function getLimits({ schema }: ListNode, texts: FormTexts): string | null {
  const read = (limit: unknown) => (typeof limit === 'number' ? limit : null);
  const [fewest, most] = [read(schema.minItems) ?? 0, read(schema.maxItems)];
  return fewest > 0 || most !== null ? texts.entryLimits(fewest, most) : null;
}

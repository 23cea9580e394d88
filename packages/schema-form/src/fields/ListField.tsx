import { use, useRef } from 'react';
import { type FormTexts, useFormContext } from '../context/form-context.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { ListNode } from '../model/nodes.ts';
import { getErrorTexts } from '../store/reported-errors.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { ActionButton, EnterButton } from './ActionButton.tsx';
import { CollapsibleGroup } from './CollapsibleGroup.tsx';
import { getErrorId, getHelpId, joinIds } from './description-ids.ts';
import { ErrorTexts } from './FieldFrame.tsx';
import { FieldContext } from './field-context.ts';
import { ListItem } from './ListItem.tsx';
import { useListFocus } from './list-focus.ts';
import { getGroupTitle, getTitle } from './titles.ts';

/** A list of values, which grows and shrinks. */
export function ListField({ node }: { node: ListNode }) {
  const { id, name, items, uiSchema, isRequired, isDisabled, isReadOnly, help } = node;
  const { texts } = useFormContext();
  const store = useFormStore();
  const Field = use(FieldContext);
  const errors = getErrorTexts(useFieldState(node).errors);
  const list = useRef<HTMLFieldSetElement>(null);
  const announcer = useRef<HTMLSpanElement>(null);
  const focus = useListFocus(list, announcer);
  const isFixed = isDisabled || isReadOnly;
  const title = getTitle(node, texts);
  const helps = [help, isFixed ? null : getLimits(node, texts)].filter(
    (text) => text !== null && text !== '',
  );
  const describedBy = joinIds(helps.length > 0 && getHelpId(id), errors.length > 0 && getErrorId(id));
  const content = (
    <>
      {helps.length > 0 && (
        <p className="field-help" id={getHelpId(id)}>
          {helps.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </p>
      )}
      <ErrorTexts id={id} errors={errors} />
      {/* A list that has no items any more is sent too. */}
      {!isFixed && <input type="hidden" name={isRequired ? `${name}[]` : name} value="" />}
      {items.map((item, index) => (
        <ListItem key={store.getKey(item)} list={node} item={item} index={index} focus={focus}>
          <Field node={item} />
        </ListItem>
      ))}
      {node.canAdd && (
        <ActionButton
          action="add"
          name={name}
          label={texts.add}
          of={title}
          listId={id}
          onClick={() => {
            const added = texts.entryOf(node.itemTitle ?? title, items.length + 1);
            focus.follow('add', items.length, texts.added(added));
            store.changeList(node, 'add', items.length);
          }}
        />
      )}
      <span className="visually-hidden" aria-live="polite" ref={announcer} />
    </>
  );
  const groupTitle = getGroupTitle(node, texts);
  if (groupTitle && getUiOption(uiSchema, 'collapsible') === true) {
    return (
      <CollapsibleGroup
        id={id}
        node={node}
        look="group"
        title={groupTitle}
        isCollapsed={getUiOption(uiSchema, 'collapsed') === true}
        describedBy={describedBy}
        ref={list}
      >
        <EnterButton />
        {content}
      </CollapsibleGroup>
    );
  }
  return (
    <fieldset className="group" id={id} ref={list} tabIndex={-1} aria-describedby={describedBy}>
      <legend className="group-title">
        {groupTitle}
        <EnterButton />
      </legend>
      {content}
    </fieldset>
  );
}

/** How many items there may be, in a sentence; null where there is no limit. */
function getLimits({ schema }: ListNode, texts: FormTexts): string | null {
  const read = (limit: unknown) => (typeof limit === 'number' ? limit : null);
  const [fewest, most] = [read(schema.minItems) ?? 0, read(schema.maxItems)];
  return fewest > 0 || most !== null ? texts.entryLimits(fewest, most) : null;
}

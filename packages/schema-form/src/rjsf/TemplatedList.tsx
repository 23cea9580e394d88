import {
  type ArrayFieldItemTemplateProps,
  type ArrayFieldTemplateProps,
  getTemplate,
  type Registry,
} from '@rjsf/utils';
import { type ComponentType, use } from 'react';
import { ErrorTexts } from '../fields/FieldFrame.tsx';
import { FieldContext } from '../fields/field-context.ts';
import { getItemActions } from '../fields/item-actions.ts';
import type { ListAction } from '../model/list-changes.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { ListNode, Node } from '../model/nodes.ts';
import type { FormStore } from '../store/form-store.ts';
import { getValueErrors } from '../store/reported-errors.ts';
import { useFieldState, useFormStore } from '../store/store-context.ts';
import { useIsFramed } from './layers.tsx';
import { getBaseProps, getDescription, getUiOptions } from './plug-in-props.ts';

/** Creates a component that renders a list and its items with the host's templates, which contain our fields. */
export function createTemplatedList(registry: Registry): ComponentType<{ node: Node }> {
  return function TemplatedList({ node }) {
    const list = node as ListNode;
    const { id, name, isRequired, isDisabled, isReadOnly } = list;
    const store = useFormStore();
    const { value, errors } = useFieldState(node);
    const isFramed = useIsFramed(node);
    const own = getValueErrors(errors);
    const base = getBaseProps(node, registry);
    const props = {
      ...base,
      className: 'rjsf-field rjsf-field-array',
      title: getNodeTitle(node),
      formData: value,
      errorSchema: errors,
      rawErrors: [...own],
      canAdd: list.canAdd,
      items: list.items.map((item, index) => {
        // The key moves with its item, so that the item's fields keep their state.
        const key = store.getKey(item);
        return <TemplatedItem key={key} itemKey={String(key)} {...{ list, item, index, registry }} />;
      }),
      onAddClick: (event?: Event) => {
        event?.preventDefault();
        store.changeList(list, 'add', list.items.length);
      },
    };
    const Template = getTemplate('ArrayFieldTemplate', registry, getUiOptions(base.uiSchema));
    return (
      <>
        {/* Submits the list even if all its items were removed. */}
        {!isDisabled && !isReadOnly && (
          <input type="hidden" name={isRequired ? `${name}[]` : name} value="" />
        )}
        <Template {...(props as unknown as ArrayFieldTemplateProps)} />
        {!isFramed && <ErrorTexts id={id} errors={own} />}
      </>
    );
  };
}

interface TemplatedItemProps {
  list: ListNode;
  item: Node;
  index: number;
  itemKey: string;
  registry: Registry;
}

function TemplatedItem({ list, item, index, itemKey, registry }: TemplatedItemProps) {
  const store = useFormStore();
  const Field = use(FieldContext);
  const actions = getItemActions(list, index);
  const { fieldPathId, ...base } = getBaseProps(item, registry);
  const { uiSchema } = getBaseProps(list, registry);
  const shared = { ...base, index, totalItems: list.items.length };
  const change = (action: ListAction) => (event?: Event) => {
    event?.preventDefault();
    store.changeList(list, action, index);
  };
  const props: ArrayFieldItemTemplateProps = {
    ...shared,
    children: <Field node={item} />,
    itemKey,
    className: 'rjsf-array-item',
    hasToolbar: actions.length > 0,
    parentUiSchema: uiSchema,
    displayLabel: item.type !== 'object' && item.type !== 'list',
    hasDescription: getDescription(item) !== '',
    buttonsProps: {
      ...shared,
      fieldPathId,
      canAdd: list.canAdd,
      hasCopy: actions.includes('copy'),
      hasMoveUp: actions.includes('up'),
      hasMoveDown: actions.includes('down'),
      hasRemove: actions.includes('remove'),
      onAddItem: () => insertItem(store, list, index + 1),
      onCopyItem: change('copy'),
      onMoveUpItem: change('up'),
      onMoveDownItem: change('down'),
      onRemoveItem: change('remove'),
    },
  };
  const Template = getTemplate('ArrayFieldItemTemplate', registry, getUiOptions(uiSchema));
  return <Template {...props} />;
}

/** Appends an item and moves it up to the index, so that all other items keep their state. */
function insertItem(store: FormStore, list: ListNode, index: number): void {
  store.changeList(list, 'add', list.items.length);
  for (let at = list.items.length; at > index; at -= 1) store.changeList(list, 'up', at);
}

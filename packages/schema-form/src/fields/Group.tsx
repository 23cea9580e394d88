import type { ReactNode, Ref } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { getUiOption } from '../model/json-schema.ts';
import { getChildren, type ListNode, type ObjectNode } from '../model/nodes.ts';
import { useFormStore } from '../store/store-context.ts';
import { CollapsibleGroup } from './CollapsibleGroup.tsx';
import { getCollapsing } from './collapsing.ts';
import { getFieldTitle } from './field-title.ts';
import { useFrameLook } from './frame-look.ts';
import { getSizeAttributes } from './size.ts';

interface GroupProps {
  node: ObjectNode | ListNode;
  describedBy?: string | undefined;
  ref?: Ref<HTMLFieldSetElement> | undefined;
  /** Invisible elements that follow the title. */
  beside?: ReactNode;
  children: ReactNode;
}

/** Renders a group of fields under a title. The group is collapsible if `getCollapsing` returns a state. */
export function Group({ node, describedBy, ref, beside, children }: GroupProps) {
  const { texts } = useFormContext();
  const { id, uiSchema } = node;
  const title = getFieldTitle(node, texts);
  const isTitleHidden = getUiOption(uiSchema, 'label') === false;
  const collapsing = getCollapsing(node, useFormStore().isLong);
  const look = useFrameLook(uiSchema, 'group');
  if (title && !isTitleHidden && collapsing) {
    return (
      <CollapsibleGroup
        id={id}
        node={node}
        look={look}
        titleClass="group-title"
        title={title}
        collapsing={collapsing}
        describedBy={describedBy}
        ref={ref}
      >
        {beside}
        {children}
      </CollapsibleGroup>
    );
  }
  const size = node.type === 'object' ? getSizeAttributes(getChildren(node).length) : {};
  return (
    <fieldset {...look} id={id} ref={ref} tabIndex={-1} aria-describedby={describedBy} {...size}>
      {title ? (
        <legend className={isTitleHidden ? 'visually-hidden' : 'group-title'}>
          <bdi suppressHydrationWarning>{title}</bdi>
          {beside}
        </legend>
      ) : (
        beside
      )}
      {children}
    </fieldset>
  );
}

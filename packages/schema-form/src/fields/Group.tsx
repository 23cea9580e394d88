import type { ReactNode } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { ObjectNode } from '../model/nodes.ts';
import { CollapsibleGroup } from './CollapsibleGroup.tsx';
import { getSizeAttributes } from './size.ts';
import { getGroupTitle } from './titles.ts';

/** Values that belong together, under their name. With `ui:options.collapsible` it can be closed. */
export function Group({ node, children }: { node: ObjectNode; children: ReactNode }) {
  const { texts } = useFormContext();
  const { id, uiSchema, help, members } = node;
  const title = getGroupTitle(node, texts);
  const content = (
    <>
      {help && <p className="field-help">{help}</p>}
      {children}
    </>
  );
  if (title && getUiOption(uiSchema, 'collapsible') === true) {
    return (
      <CollapsibleGroup
        id={id}
        node={node}
        look="group"
        title={title}
        isCollapsed={getUiOption(uiSchema, 'collapsed') === true}
      >
        {content}
      </CollapsibleGroup>
    );
  }
  return (
    <fieldset className="group" id={id} tabIndex={-1} {...getSizeAttributes(members.length)}>
      {title && <legend className="group-title">{title}</legend>}
      {content}
    </fieldset>
  );
}

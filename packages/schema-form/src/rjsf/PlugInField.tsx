import type { FieldProps, Registry } from '@rjsf/utils';
import type { ComponentType } from 'react';
import { FieldFrame } from '../fields/FieldFrame.tsx';
import { getUiOption } from '../model/json-schema.ts';
import { getNodeTitle } from '../model/node-title.ts';
import type { Node } from '../model/nodes.ts';
import { getValueErrors } from '../store/reported-errors.ts';
import { useFieldState } from '../store/store-context.ts';
import type { CustomField } from './form-registry.ts';
import { Inside, type LayeredPlugIns, useIsFramed } from './layers.tsx';
import { getBaseProps, getName, noEvent } from './plug-in-props.ts';
import { useChangeAt } from './use-change-at.ts';

/**
 * Creates a component that renders the host's field for a node. As in rjsf, a field that the uiSchema selects gets no
 * label, because it renders its own.
 */
export function createPlugInField(
  Field: CustomField,
  registry: Registry,
  plugIns: LayeredPlugIns,
): ComponentType<{ node: Node }> {
  return function PlugInField({ node }) {
    const { uiSchema } = node;
    const { value, errors } = useFieldState(node);
    const change = useChangeAt(node.path);
    const isFramed = useIsFramed(node);
    const title = getNodeTitle(node);
    const own = getValueErrors(errors);
    const props = {
      ...getBaseProps(node, registry),
      name: getName(node),
      formData: value,
      title,
      autofocus: getUiOption(uiSchema, 'autofocus') === true,
      rawErrors: [...own],
      errorSchema: errors,
      onChange: change,
      onBlur: noEvent,
      onFocus: noEvent,
    };
    const field = (
      <Inside node={node} plugIns={plugIns} after="field">
        <Field {...(props as unknown as FieldProps)} />
      </Inside>
    );
    if (isFramed) return field;
    const isGroup = node.type === 'object' || node.type === 'list';
    const isSelected = getUiOption(uiSchema, 'field') !== undefined;
    return (
      <FieldFrame
        node={node}
        label={title}
        errors={own}
        labelling={Field.labelling ?? (isGroup || isSelected ? 'own' : 'label')}
      >
        {field}
      </FieldFrame>
    );
  };
}

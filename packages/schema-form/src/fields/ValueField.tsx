import { getUiOption } from '../model/json-schema.ts';
import type { ValueNode } from '../model/nodes.ts';
import { CheckedField } from './CheckedField.tsx';
import { ControlField } from './ControlField.tsx';
import { useControl } from './controls-context.ts';

/** Renders the field of a single value: a control in a frame. */
export function ValueField({ node }: { node: ValueNode }) {
  const control = useControl(node);
  const checkUrl = getUiOption(node.uiSchema, 'checkUrl');
  return typeof checkUrl === 'string' ? (
    <CheckedField node={node} control={control} checkUrl={checkUrl} />
  ) : (
    <ControlField node={node} {...control} />
  );
}

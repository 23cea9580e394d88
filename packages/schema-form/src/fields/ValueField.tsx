import { use } from 'react';
import { getUiOption } from '../model/json-schema.ts';
import { CheckedField } from './CheckedField.tsx';
import { ControlField, type ControlFieldProps, FramedControl } from './ControlField.tsx';
import { PlugInsContext } from './plug-ins.ts';

/** Renders the field of a single value: a control in a frame. */
export function ValueField(props: Pick<ControlFieldProps, 'node' | 'isLabelHidden'>) {
  const { node } = props;
  const custom = use(PlugInsContext).findControl(node);
  if (custom) return <FramedControl {...props} {...custom} />;
  const checkUrl = getUiOption(node.uiSchema, 'checkUrl');
  if (typeof checkUrl === 'string') return <CheckedField node={node} checkUrl={checkUrl} />;
  return <ControlField {...props} />;
}

import { useFormContext } from '../context/form-context.ts';
import { getErrorId, getHelpId, joinIds } from '../controls/description-ids.ts';
import { getAllErrors } from '../model/all-errors.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { ValueNode } from '../model/nodes.ts';
import { getValueErrors } from '../store/reported-errors.ts';
import { useFieldState } from '../store/store-context.ts';
import { useChange } from './change-context.ts';
import { FieldFrame } from './FieldFrame.tsx';
import { getFieldTitle } from './field-title.ts';
import type { FieldControl } from './plug-ins-context.ts';

export interface ControlFieldProps extends FieldControl {
  node: ValueNode;
  /** Errors that are reported after those of the form. */
  moreErrors?: readonly string[];
  /** Whether the frame is omitted because the host renders its own. */
  isBare?: boolean;
}

/** Renders the control of a value in a frame. */
export function ControlField(props: ControlFieldProps) {
  const { node, Control, labelling, isRadioGroup = false, isBare = false, moreErrors = noErrors } = props;
  const { id, name, path, schema, uiSchema, help, isRequired, isDisabled, isReadOnly } = node;
  const change = useChange();
  const { value, errors: all } = useFieldState(node);
  const own = schema.type === 'array' ? getAllErrors(all ?? {}) : getValueErrors(all);
  const errors = moreErrors.length > 0 ? [...own, ...moreErrors] : own;
  const { texts } = useFormContext();
  const label = getFieldTitle(node, texts);
  const placeholder = getUiOption(uiSchema, 'placeholder');
  const control = (
    <Control
      id={id}
      name={name}
      path={path}
      label={label}
      value={value}
      schema={schema}
      uiSchema={uiSchema}
      options={node.options}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isReadOnly={isReadOnly}
      hasAutoFocus={getUiOption(uiSchema, 'autofocus') === true}
      placeholder={typeof placeholder === 'string' ? placeholder : ''}
      errors={errors}
      describedBy={joinIds(help && getHelpId(id), errors.length > 0 && !node.hidesErrors && getErrorId(id))}
      onChange={(next) => change(node, next as never)}
    />
  );
  if (isBare) return control;
  return (
    <FieldFrame
      node={node}
      label={label}
      errors={errors}
      labelling={labelling}
      radioGroup={isRadioGroup ? { isRequired } : undefined}
    >
      {control}
    </FieldFrame>
  );
}

const noErrors: readonly string[] = [];

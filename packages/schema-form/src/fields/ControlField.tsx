import { useFormContext } from '../context/form-context.ts';
import type { Labelling } from '../controls/control-names.ts';
import type { Control } from '../controls/control-props.ts';
import { getAllErrors } from '../model/all-errors.ts';
import { getUiOption } from '../model/json-schema.ts';
import type { ValueNode } from '../model/nodes.ts';
import { getErrorTexts } from '../store/reported-errors.ts';
import { useFieldState } from '../store/store-context.ts';
import { useChange } from './change-context.ts';
import { useControl } from './controls-context.ts';
import { getErrorId, getHelpId, joinIds } from './description-ids.ts';
import { FieldFrame } from './FieldFrame.tsx';
import { getFieldTitle } from './field-title.ts';

export interface ControlFieldProps {
  node: ValueNode;
  /** Errors that are reported after those of the form. */
  moreErrors?: readonly string[];
  /** Whether only screen readers get the label. */
  isLabelHidden?: boolean;
}

/** Renders the built-in control of a value in a frame. */
export function ControlField(props: ControlFieldProps) {
  const { name, Control, labelling } = useControl(props.node);
  return <FramedControl {...props} Control={Control} labelling={labelling} isRadioGroup={name === 'radio'} />;
}

interface FramedControlProps extends ControlFieldProps {
  Control: Control;
  labelling: Labelling;
  isRadioGroup?: boolean;
  /** Whether the frame is omitted because the host renders its own. */
  isBare?: boolean;
}

/** Renders a control in a frame. */
export function FramedControl(props: FramedControlProps) {
  const { node, Control, labelling, isRadioGroup = false, isBare = false, moreErrors = noErrors } = props;
  const { id, name, path, schema, uiSchema, help, isRequired, isDisabled, isReadOnly } = node;
  const change = useChange();
  const { value, errors: all } = useFieldState(node);
  const own = schema.type === 'array' ? getAllErrors(all ?? {}) : getErrorTexts(all);
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
      id={id}
      label={label}
      help={help}
      errors={errors}
      isOptional={!isRequired && !isReadOnly}
      labelling={labelling}
      isLabelHidden={props.isLabelHidden ?? getUiOption(uiSchema, 'label') === false}
      radioGroup={isRadioGroup ? { isRequired } : undefined}
    >
      {control}
    </FieldFrame>
  );
}

const noErrors: readonly string[] = [];

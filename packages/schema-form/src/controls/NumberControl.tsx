import { useFormContext } from '../context/form-context.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { getInputClass } from './input-width.ts';
import { getNumberAttributes, useNumberInput } from './use-number-input.ts';

/** A number in the digits and signs that people type. It stays the text that was typed until it is a number. */
export function NumberControl(props: ControlProps) {
  const { writing } = useFormContext();
  const { attributes } = useNumberInput(props, writing);
  return (
    <input
      {...getTextAttributes(props)}
      {...getNumberAttributes(props)}
      {...attributes}
      className={getInputClass(props.schema, props.uiSchema, props.placeholder)}
      type="text"
    />
  );
}

import { useFormContext } from '../context/form-context.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { getInputClass } from './input-width.ts';
import { getNumberAttributes, useNumberInput } from './use-number-input.ts';

/** Renders a number in the notation of the language. Typed text that is not a number stays as it is. */
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

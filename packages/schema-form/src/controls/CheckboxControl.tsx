import { type ControlProps, getControlAttributes } from './control-props.ts';
import { useInput } from './use-input.ts';

/**
 * Renders a boolean as a checkbox. Its values in markup are `true`, `false` and `""`. Without script, the hidden field
 * before it submits the value of an unticked box.
 */
export function CheckboxControl(props: ControlProps) {
  const { path, label, value, schema, isRequired, isDisabled, isReadOnly, onChange } = props;
  // A consent that was not given has no value.
  const unchecked = schema.const === true ? '' : 'false';
  // A required boolean without a value counts as `""`, so that the unticked box, which reads as `false`, is committed.
  const shown =
    isRequired && value === undefined ? '' : value === true || value === 'true' ? 'true' : unchecked;
  const input = useInput<HTMLInputElement, string>({
    path,
    value: shown,
    onCommit: (text) => onChange(toValue(text)),
    toData: toValue,
    read: (element) => (element.checked ? 'true' : unchecked),
    write: (element, text) => {
      element.checked = text === 'true';
    },
  });
  // A fixed value is not submitted, so that the server does not clear it.
  const isFixed = isDisabled || isReadOnly;
  const attributes = getControlAttributes(props);
  return (
    <label className="choice">
      {!isFixed && <input type="hidden" name={attributes.name} value={unchecked} />}
      <input
        {...attributes}
        type="checkbox"
        value="true"
        defaultChecked={input.initial === 'true'}
        disabled={isFixed || undefined}
        ref={input.element}
        onChange={input.onChange}
      />
      <bdi>{label}</bdi>
    </label>
  );
}

function toValue(text: string): boolean | undefined {
  return text === '' ? undefined : text === 'true';
}

import { type ControlProps, getControlAttributes } from './control-props.ts';
import { useInput } from './use-input.ts';

/** Yes or no, as `true`, `false` and `""` in markup. The hidden value before it is sent without script. */
export function CheckboxControl(props: ControlProps) {
  const { path, label, value, schema, isRequired, isDisabled, isReadOnly, onChange } = props;
  // A consent that is not given has no value.
  const unchecked = schema['x-consent'] ? '' : 'false';
  // An untouched box answers `false` where a value is required, so that value differs from the one that is shown.
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
  // What cannot be changed is not sent, and so not cleared.
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
      <span>{label}</span>
    </label>
  );
}

function toValue(text: string): boolean | undefined {
  return text === '' ? undefined : text === 'true';
}

import type { WidgetProps } from '@rjsf/utils';
import { useDraft } from '../drafts.ts';
import { getControlAttributes } from './widget-props.ts';

/** Yes or no. The hidden "no" before it is for forms that are sent without script. */
export function CheckboxWidget(props: WidgetProps) {
  const { id, value, label, schema, required, disabled, readonly, onChange, onBlur, onFocus } = props;
  // A form that was posted without script comes back as text.
  const isChecked = value === true || value === 'true';
  // A consent that is not given is no "no": nothing is.
  const no = schema['x-consent'] ? undefined : false;
  const draft = useDraft<HTMLInputElement, boolean | undefined>({
    // Where an answer must be given, an empty box is one.
    value: required && value === undefined ? undefined : isChecked || no,
    onCommit: onChange,
    read: (element) => element.checked || no,
    write: (element, next) => {
      element.checked = next === true;
    },
  });
  // What can't be changed is not sent, and so is not cleared.
  const isFixed = disabled || readonly;
  const attributes = getControlAttributes(props);
  return (
    <label className="choice">
      {!isFixed && <input type="hidden" name={attributes.name} value={no === false ? 'false' : ''} />}
      <input
        {...attributes}
        ref={draft.element}
        type="checkbox"
        value="true"
        defaultChecked={draft.initial === true}
        disabled={isFixed || undefined}
        onChange={draft.onChange}
        onBlur={() => onBlur(id, value)}
        onFocus={() => onFocus(id, value)}
      />
      <span>{label}</span>
    </label>
  );
}

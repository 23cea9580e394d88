import type { WidgetProps } from '@rjsf/utils';
import { useDraft } from '../drafts.ts';
import { getControlAttributes } from './widget-props.ts';

/** Yes or no. The hidden "no" before it is for forms that are sent without script. */
export function CheckboxWidget(props: WidgetProps) {
  const { id, value, label, disabled, readonly, onChange, onBlur, onFocus } = props;
  const draft = useDraft<HTMLInputElement, boolean>({
    id,
    value: value === true,
    onCommit: onChange,
    read: (element) => element.checked,
    write: (element, isChecked) => {
      element.checked = isChecked;
    },
  });
  const attributes = getControlAttributes(props);
  return (
    <label className="choice">
      <input type="hidden" name={attributes.name} value="false" />
      <input
        {...attributes}
        ref={draft.element}
        type="checkbox"
        value="true"
        defaultChecked={value === true}
        disabled={disabled || readonly || undefined}
        onChange={draft.onChange}
        onBlur={() => onBlur(id, value)}
        onFocus={() => onFocus(id, value)}
      />
      <span>{label}</span>
    </label>
  );
}

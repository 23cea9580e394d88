import type { WidgetProps } from '@rjsf/utils';
import { createPlainWidget } from './plain/PlainFields.tsx';
import { getControlAttributes } from './widget-props.ts';

/** Yes or no. The hidden "no" before it is for forms that are sent without script. */
export const CheckboxWidget = createPlainWidget<HTMLInputElement>({
  show(value, props) {
    // Where an answer must be given, an empty box is one.
    if (props.required && value === undefined) return '';
    // A form that was posted without script comes back as text.
    return value === true || value === 'true' ? 'true' : getNo(props);
  },
  read: (text) => (text === '' ? undefined : text === 'true'),
  getText: (element, props) => (element.checked ? 'true' : getNo(props)),
  setText(element, text) {
    element.checked = text === 'true';
  },
  draw(props, _, initial) {
    // What can't be changed is not sent, and so is not cleared.
    const isFixed = props.disabled || props.readonly;
    const attributes = getControlAttributes(props);
    return (
      <label className="choice">
        {!isFixed && <input type="hidden" name={attributes.name} value={getNo(props)} />}
        <input
          {...attributes}
          type="checkbox"
          value="true"
          defaultChecked={initial === 'true'}
          disabled={isFixed || undefined}
        />
        <span>{props.label}</span>
      </label>
    );
  },
});

/** A consent that is not given is no "no": nothing is. */
function getNo({ schema }: WidgetProps): string {
  return schema['x-consent'] ? '' : 'false';
}

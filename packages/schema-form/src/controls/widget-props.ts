import type { WidgetProps } from '@rjsf/utils';
import { errorIdOf, helpIdOf } from '../fields/field-options.ts';

/** The attributes that every control has, whichever it is; `describedBy` is the id of one more text. */
export function getControlAttributes(props: WidgetProps, describedBy = '') {
  const { id, htmlName, required, disabled, autofocus, rawErrors, options } = props;
  const hasErrors = Boolean(rawErrors?.length);
  const described = [
    options.help || props.schema.description || options.description ? helpIdOf(id) : '',
    hasErrors ? errorIdOf(id) : '',
    describedBy,
  ].filter(Boolean);
  return {
    id,
    name: htmlName ?? id,
    required: required || undefined,
    disabled: disabled || undefined,
    autoFocus: autofocus || undefined,
    autoComplete: typeof options.autocomplete === 'string' ? options.autocomplete : undefined,
    'aria-invalid': hasErrors || undefined,
    'aria-describedby': described.join(' ') || undefined,
  } as const;
}

/** The same for a control that text is typed into, without what ties it to its value. */
export function getTextAttributes(props: WidgetProps, describedBy = '') {
  return {
    ...getControlAttributes(props, describedBy),
    className: 'input',
    readOnly: props.readonly || undefined,
    placeholder: props.placeholder || undefined,
  } as const;
}

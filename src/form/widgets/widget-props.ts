import type { WidgetProps } from '@rjsf/utils';
import { errorIdOf, helpIdOf } from '../field-options.ts';

/** The attributes that every control has, whichever it is. */
export function getControlAttributes(props: WidgetProps) {
  const { id, htmlName, required, disabled, autofocus, rawErrors, options } = props;
  const hasErrors = Boolean(rawErrors?.length);
  const described = [
    options.help || props.schema.description || options.description ? helpIdOf(id) : '',
    hasErrors ? errorIdOf(id) : '',
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

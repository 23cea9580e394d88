import type { FieldTemplateProps } from '@rjsf/utils';
import { FieldFrame } from '../fields/FieldFrame.tsx';

/** The frame around what rjsf's own fields draw. */
export function FieldTemplate(props: FieldTemplateProps) {
  const {
    id,
    label,
    children,
    hidden,
    required,
    displayLabel,
    rawErrors,
    rawHelp,
    rawDescription,
    readonly,
  } = props;
  if (hidden) return <div hidden>{children}</div>;
  return (
    <FieldFrame
      id={id}
      label={label}
      help={displayLabel ? (rawHelp ?? rawDescription ?? '') : (rawHelp ?? '')}
      errors={rawErrors}
      isOptional={!required && !readonly}
      labelling={displayLabel ? 'label' : 'none'}
    >
      {children}
    </FieldFrame>
  );
}

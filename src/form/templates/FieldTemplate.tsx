import type { FieldTemplateProps } from '@rjsf/utils';
import { drawFieldFrame } from '../fields/FieldFrame.tsx';
import { useFormSurroundings } from '../form-texts.ts';

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
  const { texts } = useFormSurroundings();
  if (hidden) return <div hidden>{children}</div>;
  return drawFieldFrame({
    id,
    label,
    help: displayLabel ? (rawHelp ?? rawDescription ?? '') : (rawHelp ?? ''),
    errors: rawErrors,
    optional: required || readonly ? null : texts.optional,
    labelling: displayLabel ? 'label' : 'none',
    children,
  });
}

import { ADDITIONAL_PROPERTY_FLAG, type FieldTemplateProps } from '@rjsf/utils';
import { useFormSurroundings } from '../../context/form-texts.ts';
import { getTypes, getUiOption, type JsonSchema, type UiSchema } from '../../model/json-schema.ts';
import { drawFieldFrame } from '../FieldFrame.tsx';

/** The frame around what rjsf's own fields draw. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, children, hidden, required, rawErrors, rawHelp, rawDescription, readonly } = props;
  const { texts } = useFormSurroundings();
  if (hidden) return <div hidden>{children}</div>;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const isLabelHidden = getUiOption(uiSchema, 'label') === false;
  const [type = ''] = getTypes(props.schema as JsonSchema);
  // Groups and lists say what they are about themselves.
  const isMany = type === 'object' || (type === 'array' && !(props.schema.items as JsonSchema)?.enum);
  const isAdded = ADDITIONAL_PROPERTY_FLAG in props.schema;
  const isGroup = props.displayLabel ? isAdded && isMany : isMany || !isLabelHidden;
  // A list says these itself, below its title.
  const isList = isGroup && type === 'array' && getUiOption(uiSchema, 'field') === undefined;
  const help = isGroup && type !== 'boolean' ? (rawHelp ?? '') : (rawHelp ?? rawDescription ?? '');
  return drawFieldFrame({
    id,
    label,
    help: isList ? '' : help,
    errors: isList ? undefined : rawErrors,
    optional: required || readonly ? null : texts.optional,
    labelling: isGroup ? 'none' : getLabelling(type, uiSchema),
    isLabelHidden,
    isRadioGroup: getUiOption(uiSchema, 'widget') === 'radio',
    isRequired: required ?? false,
    children,
  });
}

function getLabelling(type: string, uiSchema: UiSchema | undefined): 'label' | 'legend' | 'own' {
  const widget = getUiOption(uiSchema, 'widget') ?? (type === 'boolean' ? 'checkbox' : undefined);
  if (widget === 'checkbox') return 'own';
  return widget === 'radio' || widget === 'checkboxes' ? 'legend' : 'label';
}

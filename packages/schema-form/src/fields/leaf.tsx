import type { FieldProps, Registry, WidgetProps } from '@rjsf/utils';
import type { ComponentType, ReactNode } from 'react';
import { type FormRegistry, findPart } from '../context/form-registry.ts';
import { type FormSurroundings, type FormTexts, getEntryTitle } from '../context/form-texts.ts';
import type { PlainControl, WithPlainControl } from '../controls/plain/plain-control.ts';
import type { PlainFieldSource } from '../controls/plain/plain-field.ts';
import { getAllErrors, getOwnErrors } from '../model/all-errors.ts';
import type { ErrorSchema, JsonSchema, UiSchema } from '../model/json-schema.ts';
import { getUiOption } from '../model/json-schema.ts';
import { getWidget, getWidgetName } from '../model/widget-names.ts';
import { drawFieldFrame } from './FieldFrame.tsx';
import { getFieldName, getFieldOptions } from './field-options.ts';

/** What draws one value. */
export interface Leaf {
  /** Null for a value that nobody sees. */
  Widget: (ComponentType<WidgetProps> & WithPlainControl) | null;
  /** See `drawFieldFrame`. */
  labelling: 'label' | 'legend' | 'own';
  isRadioGroup: boolean;
}

/** What draws a value of this schema: the host's own widget, or ours. Throws before it is loaded. */
export function findLeaf(
  schema: JsonSchema,
  uiSchema: UiSchema | undefined,
  registry: Registry,
  own: FormRegistry | undefined,
): Leaf {
  const name = getWidgetName(schema, uiSchema);
  if (name === 'hidden') return { Widget: null, labelling: 'own', isRadioGroup: false };
  const custom = findPart(own?.widgets, getUiOption(uiSchema, 'widget'));
  if (custom) return { Widget: custom, labelling: custom.labelling ?? 'label', isRadioGroup: false };
  const { component, labelling } = getWidget(name);
  const Widget = registry.widgets[component] as ComponentType<WidgetProps> | undefined;
  if (!Widget) throw new Error(`loadMoreWidgets() must come before a form with the widget "${name}"`);
  return { Widget, labelling, isRadioGroup: name === 'radio' };
}

/** What the widget of a field is given. */
export function getWidgetProps(props: FieldProps, texts: FormTexts): WidgetProps & { htmlName: string } {
  const { name, fieldPathId, registry, onChange, onBlur, onFocus } = props;
  const { $id: id, path } = fieldPathId;
  const schema = props.schema as JsonSchema;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const options = getFieldOptions(schema, uiSchema, texts);
  const errors = props.errorSchema as ErrorSchema | undefined;
  const widgetProps = {
    id,
    name,
    htmlName: getFieldName(fieldPathId, registry),
    label: String(options.title ?? schema.title ?? getEntryTitle(path, texts) ?? name),
    value: props.formData,
    schema,
    uiSchema: uiSchema ?? {},
    options,
    required: props.required ?? false,
    disabled: Boolean(options.disabled ?? props.disabled),
    readonly: Boolean(options.readonly ?? (props.readonly || schema.readOnly)),
    autofocus: options.autofocus === true,
    placeholder: typeof options.placeholder === 'string' ? options.placeholder : '',
    rawErrors: props.hideError ? undefined : getErrors(schema, errors),
    registry,
    onChange: (value: unknown) => onChange(value, path, undefined, id),
    onBlur,
    onFocus,
  };
  return widgetProps as unknown as WidgetProps & { htmlName: string };
}

/** A list that is one field has no other place for the faults of its entries. */
function getErrors(schema: JsonSchema, errors: ErrorSchema | undefined): readonly string[] | undefined {
  return errors && schema.type === 'array' ? getAllErrors(errors) : getOwnErrors(errors);
}

/** The control of a leaf in its frame. */
export function drawLeaf(
  { labelling, isRadioGroup }: Leaf,
  { id, label, schema, options, required, readonly, rawErrors }: WidgetProps,
  texts: FormTexts,
  children: ReactNode,
): ReactNode {
  return drawFieldFrame({
    id,
    label,
    help: String(options.help ?? options.description ?? schema.description ?? ''),
    errors: rawErrors,
    optional: required || readonly ? null : texts.optional,
    labelling,
    isLabelHidden: (options.label as unknown) === false,
    isRadioGroup,
    isRequired: required ?? false,
    children,
  });
}

/** A leaf as a plain field. */
export function toPlainField(props: FieldProps, leaf: Leaf, control: PlainControl): PlainFieldSource {
  return {
    control,
    given: props,
    getProps: ({ texts }: FormSurroundings) => getWidgetProps(props, texts),
    frame: (widgetProps, { texts }, drawn) => drawLeaf(leaf, widgetProps, texts, drawn),
  };
}

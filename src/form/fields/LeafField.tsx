import type { FieldPathId, FieldProps, Registry, WidgetProps } from '@rjsf/utils';
import { type ComponentType, memo, useCallback } from 'react';
import { getUiOption, type JsonSchema, type UiSchema } from '../../../shared/json-schema.ts';
import { getFieldOptions, toMarkupValue } from '../field-options.ts';
import { getEntryTitle, useFormSurroundings } from '../form-texts.ts';
import { getWidget, getWidgetName, type WidgetName } from '../widgets/widget-names.ts';
import { FieldFrame } from './FieldFrame.tsx';

export interface LeafFieldProps {
  name: string;
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
  value: unknown;
  errors: readonly string[] | undefined;
  fieldPathId: FieldPathId;
  isRequired: boolean;
  isDisabled: boolean;
  isReadonly: boolean;
  registry: Registry;
  onChange: FieldProps['onChange'];
  onBlur: FieldProps['onBlur'];
  onFocus: FieldProps['onFocus'];
}

/** One value: a control in its frame. A change elsewhere in the form does not draw it again. */
export const LeafField = memo(function LeafField(props: LeafFieldProps) {
  const { name, schema, uiSchema, errors, fieldPathId, isRequired } = props;
  const widget = getWidgetName(schema, uiSchema);
  const { texts } = useFormSurroundings();
  const ownTitle = getUiOption(uiSchema, 'title') ?? schema.title;
  const title = String(ownTitle ?? getEntryTitle(fieldPathId.path, texts) ?? name);
  const help = String(
    getUiOption(uiSchema, 'help') ?? getUiOption(uiSchema, 'description') ?? schema.description ?? '',
  );
  const control = <LeafControl {...props} widget={widget} title={title} />;
  if (widget === 'hidden') return control;
  const { labelling } = getWidget(widget);
  return (
    <FieldFrame
      id={fieldPathId.$id}
      label={title}
      help={help}
      errors={errors}
      isOptional={!isRequired && !props.isReadonly}
      labelling={getUiOption(uiSchema, 'label') === false && labelling === 'label' ? 'none' : labelling}
      isRadioGroup={widget === 'radio'}
      isRequired={isRequired}
    >
      {control}
    </FieldFrame>
  );
});

/** The control alone, for rjsf's own fields, which put their template around it. */
export function LeafControl({
  widget,
  title,
  ...props
}: LeafFieldProps & { widget: WidgetName; title: string }) {
  const { schema, uiSchema, value, errors, fieldPathId, registry, onChange } = props;
  const { $id, path } = fieldPathId;
  const htmlName = fieldPathId.name ?? registry.globalFormOptions.nameGenerator?.(path, 'root') ?? $id;
  const { texts } = useFormSurroundings();
  const change = useCallback((next: unknown) => onChange(next, path, undefined, $id), [onChange, path, $id]);
  if (widget === 'hidden') {
    return <input type="hidden" name={htmlName} value={toMarkupValue(value)} />;
  }
  const { component } = getWidget(widget);
  const Widget = registry.widgets[component] as ComponentType<WidgetProps> | undefined;
  if (!Widget) throw new Error(`loadMoreWidgets() must come before a form with the widget "${widget}"`);
  const placeholder = getUiOption(uiSchema, 'placeholder');
  return (
    <Widget
      id={$id}
      name={props.name}
      htmlName={htmlName}
      label={title}
      value={value}
      schema={schema as never}
      uiSchema={uiSchema ?? {}}
      options={getFieldOptions(schema, uiSchema, texts) as WidgetProps['options']}
      required={props.isRequired}
      disabled={props.isDisabled}
      readonly={props.isReadonly}
      autofocus={getUiOption(uiSchema, 'autofocus') === true}
      placeholder={typeof placeholder === 'string' ? placeholder : ''}
      rawErrors={errors as string[]}
      registry={registry}
      onChange={change}
      onBlur={props.onBlur}
      onFocus={props.onFocus}
    />
  );
}

import type { FieldProps } from '@rjsf/utils';
import { memo } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { PlainFields } from '../controls/plain/PlainFields.tsx';
import type { JsonSchema, UiSchema } from '../model/json-schema.ts';
import { toMarkupValue } from './field-options.ts';
import { drawLeaf, findLeaf, getWidgetProps, toPlainField } from './leaf.tsx';

/** One value: a control in its frame. A change elsewhere in the form does not draw it again. */
export const LeafField = memo(function LeafField(props: FieldProps & { isBare?: boolean }) {
  const schema = props.schema as JsonSchema;
  const uiSchema = props.uiSchema as UiSchema | undefined;
  const { texts, registry: own } = useFormSurroundings();
  const leaf = findLeaf(schema, uiSchema, props.registry, own);
  const { Widget } = leaf;
  const control = props.isBare ? null : Widget?.getPlainControl?.(schema, uiSchema);
  if (control) return <PlainFields className="fields" sources={[toPlainField(props, leaf, control)]} />;
  const widgetProps = getWidgetProps(props, texts);
  if (!Widget)
    return <input type="hidden" name={widgetProps.htmlName} value={toMarkupValue(props.formData)} />;
  const widget = <Widget {...widgetProps} />;
  return props.isBare ? widget : drawLeaf(leaf, widgetProps, texts, widget);
});

import ArrayFieldItemTemplate from '@rjsf/core/lib/components/templates/ArrayFieldItemTemplate.js';
import ArrayFieldTemplate from '@rjsf/core/lib/components/templates/ArrayFieldTemplate.js';
import FieldTemplate from '@rjsf/core/lib/components/templates/FieldTemplate/index.js';
import ObjectFieldTemplate from '@rjsf/core/lib/components/templates/ObjectFieldTemplate.js';
import CheckboxesWidget from '@rjsf/core/lib/components/widgets/CheckboxesWidget.js';
import RangeWidget from '@rjsf/core/lib/components/widgets/RangeWidget.js';
import SelectWidget from '@rjsf/core/lib/components/widgets/SelectWidget.js';
import { ariaDescribedByIds, type ErrorSchema, type FieldProps, type WidgetProps } from '@rjsf/utils';
import type { FormRegistry } from 'schema-form';

/** Has what is inside in capitals, by our own field of it. */
function Capitals({ registry, schema, uiSchema, fieldPathId, formData, onChange, ...props }: FieldProps) {
  const { SchemaField } = registry.fields;
  const city = schema.properties?.city;
  if (!SchemaField || typeof city !== 'object') return null;
  return (
    <SchemaField
      {...props}
      registry={registry}
      schema={city}
      uiSchema={uiSchema?.city}
      fieldPathId={{ $id: `${fieldPathId.$id}_city`, path: [...fieldPathId.path, 'city'] }}
      formData={formData?.city}
      onChange={(value, path) => onChange(String(value).toUpperCase(), path)}
    />
  );
}

const somebodyHasIt = { __errors: ['Somebody has it'] } as ErrorSchema;

/** Reports what it does not like itself. */
function Nickname({ id, htmlName, value, registry, onChange }: WidgetProps) {
  const { taken } = registry.formContext as { taken: string };
  return (
    <input
      className="input"
      id={id}
      name={htmlName}
      value={value ?? ''}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={({ target }) => onChange(target.value, target.value === taken ? somebodyHasIt : undefined)}
    />
  );
}

/** Components of @rjsf/core as they are, and others as the documentation of rjsf has them. */
export const registry: FormRegistry = {
  widgets: { CheckboxesWidget, RangeWidget, SelectWidget, nickname: Nickname },
  fields: { capitals: Capitals },
  templates: { ArrayFieldTemplate, ArrayFieldItemTemplate, frame: FieldTemplate, box: ObjectFieldTemplate },
  formContext: { taken: 'Admin' },
};

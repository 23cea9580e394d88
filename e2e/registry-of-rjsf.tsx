import ArrayFieldItemTemplate from '@rjsf/core/lib/components/templates/ArrayFieldItemTemplate.js';
import ArrayFieldTemplate from '@rjsf/core/lib/components/templates/ArrayFieldTemplate.js';
import FieldTemplate from '@rjsf/core/lib/components/templates/FieldTemplate/index.js';
import ObjectFieldTemplate from '@rjsf/core/lib/components/templates/ObjectFieldTemplate.js';
import CheckboxesWidget from '@rjsf/core/lib/components/widgets/CheckboxesWidget.js';
import RangeWidget from '@rjsf/core/lib/components/widgets/RangeWidget.js';
import SelectWidget from '@rjsf/core/lib/components/widgets/SelectWidget.js';
import { ariaDescribedByIds, type ErrorSchema, type FieldProps, type WidgetProps } from '@rjsf/utils';
import type { FormRegistry } from 'schema-form';

/** Renders our own field for its member and converts the input to capitals. */
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

const takenErrors = { __errors: ['Somebody has it'] } as ErrorSchema;

/** Reports its own error for a name that is taken. */
function Nickname({ id, htmlName, value, registry, onChange }: WidgetProps) {
  const { taken } = registry.formContext as { taken: string };
  return (
    <input
      className="input"
      id={id}
      name={htmlName}
      value={value ?? ''}
      aria-describedby={ariaDescribedByIds(id)}
      onChange={({ target }) => onChange(target.value, target.value === taken ? takenErrors : undefined)}
    />
  );
}

/** Unchanged components of @rjsf/core, and components that are written as in the documentation of rjsf. */
export const registry: FormRegistry = {
  widgets: { CheckboxesWidget, RangeWidget, SelectWidget, nickname: Nickname },
  fields: { capitals: Capitals },
  templates: { ArrayFieldTemplate, ArrayFieldItemTemplate, frame: FieldTemplate, box: ObjectFieldTemplate },
  formContext: { taken: 'Admin' },
};

import type { FieldProps } from '@rjsf/utils';
import { useState } from 'react';
import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from '../../../shared/json-schema.ts';
import { useFormSurroundings } from '../form-texts.ts';

/**
 * A schema that leads back to itself: drawn as deep as there are values, since it has no other end.
 * Below that it is opened on demand, level by level.
 */
export function CyclicField(props: FieldProps) {
  const { registry, fieldPathId, formData, disabled, readonly } = props;
  const schema = props.schema as JsonSchema;
  const { texts } = useFormSurroundings();
  const [isOpen, setIsOpen] = useState(false);
  const isEmpty =
    formData === undefined ||
    formData === null ||
    (isJsonObject(formData) && Object.keys(formData).length === 0);
  if (isOpen || !isEmpty) {
    const { SchemaField } = registry.fields as { SchemaField: React.ComponentType<FieldProps> };
    // Without rjsf's marks, which are symbols.
    const opened = Object.fromEntries(Object.entries(schema));
    return <SchemaField {...props} schema={opened as never} />;
  }
  const title = getUiOption(props.uiSchema as UiSchema | undefined, 'title') ?? schema.title ?? props.name;
  return (
    <fieldset className="group" id={fieldPathId.$id} tabIndex={-1}>
      <legend className="group-title">{String(title)}</legend>
      {formData === null && <input type="hidden" name={fieldPathId.name} value="" />}
      <button
        type="button"
        className="button button-quiet"
        disabled={disabled || readonly}
        onClick={() => setIsOpen(true)}
      >
        {texts.add}
      </button>
    </fieldset>
  );
}

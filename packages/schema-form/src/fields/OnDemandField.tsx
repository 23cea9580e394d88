import type { FieldProps } from '@rjsf/utils';
import { useMemo, useState } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { getUiOption, isJsonObject, type JsonSchema, type UiSchema } from '../model/json-schema.ts';
import { openOnDemand } from '../model/on-demand.ts';

/**
 * A group that is opened on demand (see model/on-demand.ts), since fields without end are below it. It is open where
 * it has a value.
 */
export function OnDemandField(props: FieldProps) {
  const { registry, fieldPathId, formData, disabled, readonly } = props;
  const schema = props.schema as JsonSchema;
  const { texts } = useFormSurroundings();
  const [isOpen, setIsOpen] = useState(false);
  const opened = useMemo(() => openOnDemand(schema), [schema]);
  const isEmpty =
    formData === undefined ||
    formData === null ||
    (isJsonObject(formData) && Object.keys(formData).length === 0);
  if (isOpen || !isEmpty) {
    const { SchemaField } = registry.fields as { SchemaField: React.ComponentType<FieldProps> };
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

import { canExpand, type ObjectFieldTemplateProps } from '@rjsf/utils';
import { useFormSurroundings } from '../form-texts.ts';

/** An object that rjsf's own field draws: one whose properties are not all known. */
export function ObjectFieldTemplate(props: ObjectFieldTemplateProps) {
  const { title, description, properties, fieldPathId, schema, uiSchema, formData, onAddProperty } = props;
  const { disabled, readonly } = props;
  const { texts } = useFormSurroundings();
  const fields = properties.map(({ content }) => content);
  const add = canExpand(schema, uiSchema, formData) && (
    <button
      type="button"
      className="button button-quiet"
      disabled={disabled || readonly}
      onClick={onAddProperty}
    >
      {texts.add}
    </button>
  );
  if (fieldPathId.path.length === 0) {
    return (
      <>
        {fields}
        {add}
      </>
    );
  }
  return (
    <fieldset className="group" id={fieldPathId.$id} tabIndex={-1}>
      {title && <legend className="group-title">{title}</legend>}
      {description && <p className="field-help">{description}</p>}
      {fields}
      {add}
    </fieldset>
  );
}

import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from '@rjsf/utils';
import { useFormSurroundings } from '../form-texts.ts';

/** A list of values, which grows and shrinks. */
export function ArrayFieldTemplate(props: ArrayFieldTemplateProps) {
  const { title, items, canAdd, onAddClick, disabled, readonly, fieldPathId, uiSchema, schema } = props;
  const { texts } = useFormSurroundings();
  const description = uiSchema?.['ui:description'] ?? schema.description;
  return (
    <fieldset className="group" id={fieldPathId.$id} tabIndex={-1}>
      <legend className="group-title">{title}</legend>
      {typeof description === 'string' && <p className="field-help">{description}</p>}
      {items}
      {canAdd && (
        <button
          type="button"
          className="button button-quiet"
          disabled={disabled || readonly}
          onClick={onAddClick}
        >
          {texts.add}
        </button>
      )}
    </fieldset>
  );
}

/** One entry of a list, with what can be done to it. */
export function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const { children, buttonsProps, hasToolbar, disabled, readonly } = props;
  const { texts } = useFormSurroundings();
  const { hasMoveUp, hasMoveDown, hasCopy, hasRemove } = buttonsProps;
  const actions = [
    { isShown: hasMoveUp, label: texts.moveUp, act: buttonsProps.onMoveUpItem },
    { isShown: hasMoveDown, label: texts.moveDown, act: buttonsProps.onMoveDownItem },
    { isShown: hasCopy, label: texts.duplicate, act: buttonsProps.onCopyItem },
    { isShown: hasRemove, label: texts.remove, act: buttonsProps.onRemoveItem },
  ].filter(({ isShown }) => isShown);
  return (
    <div className="entry">
      {children}
      {hasToolbar && (
        <div className="entry-actions">
          {actions.map(({ label, act }) => (
            <button
              key={label}
              type="button"
              className="button button-quiet"
              disabled={disabled || readonly}
              onClick={act}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

import {
  type ArrayFieldItemTemplateProps,
  type DescriptionFieldProps,
  type FieldErrorProps,
  type FieldHelpProps,
  type FieldTemplateProps,
  getTemplate,
  getUiOptions,
  type IconButtonProps,
  type TemplatesType,
  TranslatableString,
} from '@rjsf/utils';
import type { ComponentType } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { getErrorId, getHelpId } from '../controls/description-ids.ts';

/**
 * Templates in the style of this form, for each template that the host does not register. The templates of @rjsf/core
 * need a style sheet that is not loaded here.
 */
export const ownTemplates = {
  FieldTemplate,
  DescriptionFieldTemplate,
  FieldHelpTemplate,
  FieldErrorTemplate,
  ArrayFieldItemTemplate,
  ButtonTemplates: {
    AddButton: createButton(TranslatableString.AddItemButton),
    CopyButton: createButton(TranslatableString.CopyButton),
    MoveUpButton: createButton(TranslatableString.MoveUpButton),
    MoveDownButton: createButton(TranslatableString.MoveDownButton),
    RemoveButton: createButton(TranslatableString.RemoveButton),
    ClearButton: createButton(TranslatableString.ClearButton),
  },
} satisfies Record<string, ComponentType<never> | Partial<TemplatesType['ButtonTemplates']>>;

function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, displayLabel, required, readonly, rawErrors = [], style } = props;
  const { texts } = useFormContext();
  const classNames = ['field', rawErrors.length > 0 && 'field-invalid', props.classNames];
  return (
    <div className={classNames.filter(Boolean).join(' ')} style={style}>
      {displayLabel && (
        <label className="field-label" htmlFor={id}>
          <bdi>{label}</bdi>
          {!required && !readonly && <span className="field-optional">{` ${texts.optional}`}</span>}
        </label>
      )}
      {props.description}
      {props.help}
      {props.errors}
      {props.children}
    </div>
  );
}

function DescriptionFieldTemplate({ id, description }: DescriptionFieldProps) {
  if (!description) return null;
  return (
    <p className="field-help" id={id}>
      <bdi>{description}</bdi>
    </p>
  );
}

function FieldHelpTemplate({ help, fieldPathId }: FieldHelpProps) {
  if (!help) return null;
  return (
    <div className="field-help" id={getHelpId(fieldPathId.$id)}>
      {help}
    </div>
  );
}

function FieldErrorTemplate({ errors = [], fieldPathId }: FieldErrorProps) {
  if (errors.length === 0) return null;
  return (
    <p className="field-error" id={getErrorId(fieldPathId.$id)}>
      {errors.map((error) => (
        <span key={String(error)}>{error}</span>
      ))}
    </p>
  );
}

function ArrayFieldItemTemplate(props: ArrayFieldItemTemplateProps) {
  const { children, className, buttonsProps, hasToolbar, registry, uiSchema } = props;
  const Buttons = getTemplate('ArrayFieldItemButtonsTemplate', registry, getUiOptions(uiSchema));
  return (
    <div className={['entry', className].filter(Boolean).join(' ')}>
      {children}
      {hasToolbar && (
        <div className="entry-actions">
          <Buttons {...buttonsProps} />
        </div>
      )}
    </div>
  );
}

/** Creates a button with a text. The buttons of rjsf show icons from a font that is not loaded here. */
function createButton(text: TranslatableString) {
  return function TemplateButton({ id, className, disabled, onClick, registry }: IconButtonProps) {
    return (
      <button
        type="button"
        id={id}
        className={['button button-quiet', className].filter(Boolean).join(' ')}
        disabled={disabled}
        onClick={onClick}
      >
        {registry.translateString(text)}
      </button>
    );
  };
}

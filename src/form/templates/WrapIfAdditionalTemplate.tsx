import { ADDITIONAL_PROPERTY_FLAG, type WrapIfAdditionalTemplateProps } from '@rjsf/utils';
import { useFormSurroundings } from '../form-texts.ts';

/** A property that the customer added: its name can be changed, and it can go again. */
export function WrapIfAdditionalTemplate(props: WrapIfAdditionalTemplateProps) {
  const { id, label, schema, children, disabled, readonly, onKeyRenameBlur, onRemoveProperty } = props;
  const { texts } = useFormSurroundings();
  if (!(ADDITIONAL_PROPERTY_FLAG in schema)) return <>{children}</>;
  const keyId = `${id}-key`;
  return (
    <div className="entry">
      <label className="field-label" htmlFor={keyId}>
        {texts.key}
      </label>
      <input
        className="input"
        id={keyId}
        defaultValue={label}
        disabled={disabled || readonly}
        onBlur={onKeyRenameBlur}
      />
      {children}
      <div className="entry-actions">
        <button
          type="button"
          className="button button-quiet"
          disabled={disabled || readonly}
          aria-label={`${texts.remove}: ${label}`}
          onClick={onRemoveProperty}
        >
          {texts.remove}
        </button>
      </div>
    </div>
  );
}

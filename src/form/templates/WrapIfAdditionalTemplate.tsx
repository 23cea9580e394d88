import { ADDITIONAL_PROPERTY_FLAG, type WrapIfAdditionalTemplateProps } from '@rjsf/utils';
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { AddedKeyContext } from '../added-key.ts';
import { useFormSurroundings } from '../form-texts.ts';

// The server has no layout; there the effect is never run.
const useDomEffect = typeof document === 'undefined' ? () => {} : useLayoutEffect;

/** A property that the customer added: its name can be changed, and it can go again. */
export function WrapIfAdditionalTemplate(props: WrapIfAdditionalTemplateProps) {
  const { id, label, schema, children, disabled, readonly } = props;
  const { onKeyRename, onKeyRenameBlur, onRemoveProperty } = props;
  const { texts } = useFormSurroundings();
  const input = useRef<HTMLInputElement>(null);
  const added = useContext(AddedKeyContext);
  const [isNew, setIsNew] = useState(false);
  useDomEffect(() => {
    // rjsf calls it so in every language; others may be drawn anew beside it.
    if (!added?.current || !/^newKey(-\d+)?$/.test(label)) return;
    added.current = false;
    setIsNew(true);
    onKeyRename(texts.newKey);
  }, []);
  useDomEffect(() => {
    // A name that there is already gets a number.
    if (input.current) input.current.value = label;
  }, [label]);
  useEffect(() => {
    if (isNew) input.current?.select();
  }, [isNew]);
  if (!(ADDITIONAL_PROPERTY_FLAG in schema)) return <>{children}</>;
  const keyId = `${id}-key`;
  return (
    <div className="entry">
      <label className="field-label" htmlFor={keyId}>
        {texts.key}
      </label>
      <input
        className="input"
        ref={input}
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

import { ADDITIONAL_PROPERTY_FLAG, type FieldPathId, type WrapIfAdditionalTemplateProps } from '@rjsf/utils';
import { useContext, useEffect, useRef, useState } from 'react';
import { useFormSurroundings } from '../../context/form-texts.ts';
import { useIsHydrated } from '../../controls/use-is-hydrated.ts';
import { keySuffix } from '../../model/map-changes.ts';
import { useDomEffect } from '../../store/drafts.ts';
import { AddedKeyContext } from '../added-key.ts';
import { getFieldName } from '../field-options.ts';
import { ListButton } from './ListButton.tsx';

/** A property that the customer added: its name can be changed, and it can go again. */
export function WrapIfAdditionalTemplate(props: WrapIfAdditionalTemplateProps) {
  const { id, label, schema, children, disabled, readonly, registry } = props;
  const { onKeyRename, onKeyRenameBlur, onRemoveProperty } = props;
  const { fieldPathId } = props as unknown as { fieldPathId: FieldPathId };
  const isHydrated = useIsHydrated();
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
  const isFixed = disabled || readonly;
  // Without script the server would have to know what was at the root before.
  const isAtRoot = fieldPathId.path.length === 1;
  const name = getFieldName(fieldPathId, registry);
  return (
    <div className="entry">
      <label className="field-label" htmlFor={keyId}>
        {texts.key}
      </label>
      <input
        className="input"
        ref={input}
        id={keyId}
        name={isFixed || isAtRoot ? undefined : `${name}${keySuffix}`}
        defaultValue={label}
        disabled={isFixed}
        readOnly={isAtRoot && !isHydrated}
        onBlur={onKeyRenameBlur}
      />
      {children}
      {!isFixed && (!isAtRoot || isHydrated) && (
        <div className="entry-actions">
          <ListButton
            action="removeKey"
            name={name}
            label={texts.remove}
            of={label}
            listId={id.slice(0, -(label.length + registry.globalFormOptions.idSeparator.length))}
            onClick={onRemoveProperty}
          />
        </div>
      )}
    </div>
  );
}

import { useState } from 'react';
import { useFormContext } from '../context/form-context.ts';
import { type ControlProps, getTextAttributes } from './control-props.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { useTextInput } from './use-text-input.ts';

/** Renders a secret, which is masked until a person asks to see it. */
export function PasswordControl(props: ControlProps) {
  const { id, label } = props;
  const { texts } = useFormContext();
  const { attributes } = useTextInput<HTMLInputElement>(props);
  const isHydrated = useIsHydrated();
  const [isShown, setShown] = useState(false);
  const action = isShown ? texts.hide : texts.show;
  return (
    <div className="with-button">
      <input
        {...getTextAttributes(props)}
        {...attributes}
        type={isShown ? 'text' : 'password'}
        dir="ltr"
        spellCheck={false}
        autoCapitalize="none"
      />
      {isHydrated && (
        <button
          type="button"
          className="button button-quiet"
          aria-controls={id}
          aria-label={`${action}: ${label}`}
          onClick={() => setShown(!isShown)}
        >
          {action}
        </button>
      )}
    </div>
  );
}

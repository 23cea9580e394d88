import type { WidgetProps } from '@rjsf/utils';
import { useState } from 'react';
import { useFormSurroundings } from '../context/form-texts.ts';
import { showText } from './text-value.ts';
import { useIsHydrated } from './use-is-hydrated.ts';
import { useTextDraft } from './use-text-draft.ts';
import { getTextAttributes } from './widget-props.ts';

/** A secret: hidden while it is typed, unless its owner wants to see it. */
export function PasswordWidget(props: WidgetProps) {
  const { id, label, options } = props;
  const { texts } = useFormSurroundings();
  const { field } = useTextDraft<HTMLInputElement>(props, {
    read: (text) => (text === '' ? options.emptyValue : text),
    show: showText,
  });
  const isHydrated = useIsHydrated();
  const [isShown, setShown] = useState(false);
  const action = isShown ? texts.hide : texts.show;
  return (
    <div className="with-button">
      <input
        {...getTextAttributes(props)}
        {...field}
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

import { type InputHTMLAttributes, type Ref, useEffect } from 'react';

interface TextFieldProps extends InputHTMLAttributes<HTMLInputElement> {
  id: string;
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  /** Changes with each attempt, so that the same error is announced again. */
  errorKey?: number;
  ref?: Ref<HTMLInputElement>;
}

/** Renders a single-line text input with its label, help and error. */
export function TextField({ id, label, help, error, errorKey, ref, ...attributes }: TextFieldProps) {
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every attempt may move the field
  useEffect(() => {
    // Focusing a field that has the focus does not scroll, and the error has moved it down.
    const field = document.getElementById(id);
    if (error && field === document.activeElement) field?.scrollIntoView({ block: 'nearest' });
  }, [id, error, errorKey]);
  const described = [help && helpId, error && errorId].filter(Boolean).join(' ');
  return (
    <div className={error ? 'field field-invalid' : 'field'}>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {help && (
        <p className="field-help" id={helpId}>
          {help}
        </p>
      )}
      {error && (
        <p className="field-error" id={errorId} role="alert" key={errorKey}>
          <span>{error}</span>
        </p>
      )}
      <input
        {...attributes}
        ref={ref}
        id={id}
        className="input"
        aria-invalid={error ? true : undefined}
        // biome-ignore lint/a11y/noAutofocus: without script, only the browser can lead people to the error
        autoFocus={Boolean(error)}
        aria-describedby={described || undefined}
      />
    </div>
  );
}

import type { ReactNode } from 'react';
import { errorIdOf, helpIdOf } from './field-options.ts';

interface FieldFrame {
  id: string;
  label: string;
  help: string;
  errors: readonly string[] | undefined;
  /** The word for a field that need not be filled in; null for one that must. */
  optional: string | null;
  /** A group of controls has a legend, one control a label; a checkbox brings its own. */
  labelling: 'label' | 'legend' | 'own' | 'none';
  /** Said to screen readers, and not seen. */
  isLabelHidden?: boolean;
  /** Of one of a few: what radios are to screen readers is more than a group. */
  isRadioGroup?: boolean;
  isRequired?: boolean;
  children: ReactNode;
}

/**
 * What stands around every control: its name, a hint, what is wrong with it. A function and no
 * component: of those a long form has enough.
 */
export function drawFieldFrame(frame: FieldFrame): ReactNode {
  const { id, label, help, errors, optional, labelling, children } = frame;
  const hasErrors = Boolean(errors?.length);
  const className = hasErrors ? 'field field-invalid' : 'field';
  const labelClass = frame.isLabelHidden ? 'field-label visually-hidden' : 'field-label';
  const name = (
    <>
      {label}
      {optional && <span className="field-optional">{` ${optional}`}</span>}
    </>
  );
  const inner = (
    <>
      {help && (
        <p className="field-help" id={helpIdOf(id)}>
          {help}
        </p>
      )}
      {hasErrors && (
        <p className="field-error" id={errorIdOf(id)}>
          {errors?.map((error) => (
            <span key={error}>{error}</span>
          ))}
        </p>
      )}
      {children}
    </>
  );
  if (labelling === 'legend') {
    const described = [help && helpIdOf(id), hasErrors && errorIdOf(id)].filter(Boolean).join(' ');
    return (
      <fieldset
        className={className}
        id={id}
        tabIndex={-1}
        aria-describedby={described || undefined}
        {...(frame.isRadioGroup && {
          role: 'radiogroup',
          'aria-required': frame.isRequired || undefined,
          'aria-invalid': hasErrors || undefined,
        })}
      >
        <legend className={labelClass}>{name}</legend>
        {inner}
      </fieldset>
    );
  }
  return (
    <div className={className}>
      {labelling === 'label' && (
        <label className={labelClass} htmlFor={id}>
          {name}
        </label>
      )}
      {inner}
    </div>
  );
}

import type { ReactNode } from 'react';
import { errorIdOf, helpIdOf } from '../field-options.ts';
import { useFormSurroundings } from '../form-texts.ts';

interface FieldFrameProps {
  id: string;
  label: string;
  help: string;
  errors: readonly string[] | undefined;
  isOptional: boolean;
  /** A group of controls has a legend, one control a label; a checkbox brings its own. */
  labelling: 'label' | 'legend' | 'own' | 'none';
  /** Of one of a few: what radios are to screen readers is more than a group. */
  isRadioGroup?: boolean;
  isRequired?: boolean;
  children: ReactNode;
}

/** What stands around every control: its name, a hint, what is wrong with it. */
export function FieldFrame(props: FieldFrameProps) {
  const { id, label, help, errors, isOptional, labelling, children } = props;
  const { texts } = useFormSurroundings();
  const hasErrors = Boolean(errors?.length);
  const className = hasErrors ? 'field field-invalid' : 'field';
  const name = (
    <>
      {label}
      {isOptional && <span className="field-optional"> {texts.optional}</span>}
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
        {...(props.isRadioGroup && {
          role: 'radiogroup',
          'aria-required': props.isRequired || undefined,
          'aria-invalid': hasErrors || undefined,
        })}
      >
        <legend className="field-label">{name}</legend>
        {inner}
      </fieldset>
    );
  }
  return (
    <div className={className}>
      {labelling === 'label' && (
        <label className="field-label" htmlFor={id}>
          {name}
        </label>
      )}
      {inner}
    </div>
  );
}

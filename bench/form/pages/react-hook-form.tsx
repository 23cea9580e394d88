import { memo } from 'react';
import { createRoot } from 'react-dom/client';
import {
  type FieldError,
  type FieldValues,
  type RegisterOptions,
  type UseFormRegister,
  useForm,
} from 'react-hook-form';
import type { GeneratedField } from '../generated-form.ts';
import { containment, emailPattern, inputTypes, messages } from './hand-written.ts';
import { container, readPageState, reportSubmit } from './page-state.ts';

/** A hand-written form with react-hook-form: registered inputs and one memoised component per field. */

const { sections, data, isContained } = readPageState();

function getRules({ kind, isRequired, minLength, maxLength }: GeneratedField): RegisterOptions {
  // The value is a number or a text. The library's types know no field that may be either.
  if (kind === 'number' || kind === 'integer') return { valueAsNumber: true };
  return {
    ...(isRequired && { required: messages.required }),
    ...(kind === 'email' && { pattern: { value: emailPattern, message: messages.email } }),
    ...(minLength !== undefined && { minLength: { value: minLength, message: messages.short(minLength) } }),
    ...(maxLength !== undefined && { maxLength: { value: maxLength, message: messages.long(maxLength) } }),
  };
}

interface FieldRowProps {
  field: GeneratedField;
  path: string;
  register: UseFormRegister<FieldValues>;
  error: FieldError | undefined;
}

const FieldRow = memo(function FieldRow({ field, path, register, error }: FieldRowProps) {
  const { key, title, kind, options } = field;
  const registered = register(path, getRules(field));
  const message = error && (
    <p className="field-error" id={`${key}-error`}>
      {error.message}
    </p>
  );
  if (kind === 'boolean') {
    return (
      <div className="field">
        <label className="choice">
          <input id={key} type="checkbox" {...registered} />
          <span>{title}</span>
        </label>
        {message}
      </div>
    );
  }
  return (
    <div className="field">
      <label className="field-label" htmlFor={key}>
        {title}
      </label>
      {kind === 'choice' ? (
        <select className="input" id={key} {...registered}>
          <option value="">Choose</option>
          {options?.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      ) : kind === 'textarea' ? (
        <textarea className="input" id={key} {...registered} />
      ) : (
        <input className="input" id={key} type={inputTypes[kind] ?? 'text'} {...registered} />
      )}
      {message}
    </div>
  );
});

function HandWrittenForm() {
  const { register, handleSubmit, formState } = useForm<FieldValues>({ defaultValues: data });
  const errors = formState.errors as Record<string, FieldError & Record<string, FieldError>>;
  return (
    <form className="form" noValidate onSubmit={handleSubmit(reportSubmit)}>
      {sections.map(({ key: section, title, fields }) => (
        <fieldset className="group" key={title} style={isContained ? containment : undefined}>
          <legend className="group-title">{title}</legend>
          {fields.map((field) => (
            <FieldRow
              key={field.key}
              field={field}
              path={section === null ? field.key : `${section}.${field.key}`}
              register={register}
              error={section === null ? errors[field.key] : errors[section]?.[field.key]}
            />
          ))}
        </fieldset>
      ))}
      <button className="button" type="submit">
        Save
      </button>
    </form>
  );
}

export function mount(): void {
  createRoot(container).render(<HandWrittenForm />);
}

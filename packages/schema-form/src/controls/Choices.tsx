import type { InputHTMLAttributes, ReactNode, RefObject } from 'react';
import { getUiOption, type UiSchema } from '../model/json-schema.ts';
import { getTextId } from './control-props.ts';

interface ChoicesProps {
  uiSchema: UiSchema;
  element: RefObject<HTMLDivElement | null>;
  children: ReactNode;
}

/** Around the options of a group: below each other, or with `ui:inline` in lines. */
export function Choices({ uiSchema, element, children }: ChoicesProps) {
  const isInline = getUiOption(uiSchema, 'inline') === true;
  return (
    <div className={isInline ? 'choices choices-inline' : 'choices'} ref={element}>
      {children}
    </div>
  );
}

interface OptionInputProps extends InputHTMLAttributes<HTMLInputElement> {
  id: string;
  title: string;
  description: string | undefined;
}

/** One option of a group: a radio or a checkbox, its title and its description. */
export function OptionInput({ title, description, ...attributes }: OptionInputProps) {
  const descriptionId = description ? getTextId(attributes.id, 'description') : undefined;
  const choice = (
    <label className="choice">
      <input {...attributes} aria-describedby={descriptionId} />
      <span>{title}</span>
    </label>
  );
  if (!description) return choice;
  return (
    <div className="choice-described">
      {choice}
      <p className="field-help" id={descriptionId}>
        {description}
      </p>
    </div>
  );
}

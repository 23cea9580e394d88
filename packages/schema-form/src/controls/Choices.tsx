import type { InputHTMLAttributes, ReactNode, RefObject } from 'react';
import { getUiOption, type UiSchema } from '../model/json-schema.ts';
import type { Option } from '../model/nodes.ts';
import { getTextId } from './control-props.ts';

interface ChoicesProps {
  uiSchema: UiSchema;
  options: readonly Option[];
  element: RefObject<HTMLDivElement | null>;
  children: ReactNode;
}

/** As many characters stand beside each other on a wide screen. */
const shortLine = 40;

/**
 * Around the options of a group: below each other, or with `ui:inline` in lines. A few short ones are in one line where
 * there is room, unless `ui:inline` is false.
 */
export function Choices({ uiSchema, options, element, children }: ChoicesProps) {
  const wanted = getUiOption(uiSchema, 'inline');
  const isShort =
    wanted !== false && options.every(({ description }) => !description) && isInOneLine(options);
  const look = wanted === true ? ' choices-inline' : isShort ? ' choices-short' : '';
  return (
    <div className={`choices${look}`} ref={element}>
      {children}
    </div>
  );
}

/** Each option has its own mark, which is as wide as four characters. */
function isInOneLine(options: readonly Option[]): boolean {
  return options.reduce((length, { title }) => length + title.length + 4, 0) <= shortLine;
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

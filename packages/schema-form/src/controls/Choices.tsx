import type { InputHTMLAttributes, ReactNode, RefObject } from 'react';
import { getUiOption, type UiSchema } from '../model/json-schema.ts';
import type { Option } from '../model/nodes.ts';
import { getTextId } from './description-ids.ts';

interface ChoicesProps {
  uiSchema: UiSchema;
  options: readonly Option[];
  element: RefObject<HTMLDivElement | null>;
  children: ReactNode;
}

/** The number of characters that fit into one line on a wide screen. */
const shortLine = 64;

/**
 * Lays out the options of a group below each other, or in lines if `ui:inline` is true. A few short options are in one
 * line if there is room, unless `ui:inline` is false.
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

/** Returns whether the options fit into one line. The mark of each option is as wide as four characters. */
function isInOneLine(options: readonly Option[]): boolean {
  return options.reduce((length, { title }) => length + title.length + 4, 0) <= shortLine;
}

interface OptionInputProps extends InputHTMLAttributes<HTMLInputElement> {
  id: string;
  title: string;
  /** The language of the title, if it is another one than that of the page. */
  titleLang: string | undefined;
  description: string | undefined;
}

/** Renders an option of a group: a radio or a checkbox with its title and description. */
export function OptionInput({ title, titleLang, description, ...attributes }: OptionInputProps) {
  const descriptionId = description ? getTextId(attributes.id, 'description') : undefined;
  const choice = (
    <label className="choice">
      <input {...attributes} aria-describedby={descriptionId} />
      <bdi lang={titleLang}>{title}</bdi>
    </label>
  );
  if (!description) return choice;
  return (
    <div className="choice-described">
      {choice}
      <p className="field-help" id={descriptionId}>
        <bdi>{description}</bdi>
      </p>
    </div>
  );
}

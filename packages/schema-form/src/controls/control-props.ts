import type { ComponentType } from 'react';
import { getUiOption, type JsonSchema, type UiSchema } from '../model/json-schema.ts';
import type { Option, Path } from '../model/nodes.ts';

/** What every control is given. */
export interface ControlProps {
  /** The id of its element, or of what surrounds a group of elements. */
  id: string;
  /** The name of its field in a form body. */
  name: string;
  path: Path;
  /** What people call the field. */
  label: string;
  /** The committed value. It may be of another type than the schema says. */
  value: unknown;
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** What can be chosen; empty where the schema has no options. */
  options: readonly Option[];
  isRequired: boolean;
  isDisabled: boolean;
  isReadOnly: boolean;
  hasAutoFocus: boolean;
  placeholder: string;
  /** Reported errors of the field. */
  errors: readonly string[];
  /** The ids of the texts that describe the field, for `aria-describedby`. */
  describedBy: string | undefined;
  /** Commits another value; undefined for none. */
  onChange(value: unknown): void;
}

export type Control = ComponentType<ControlProps>;

/** The attributes that every form element of a control has; `describedBy` is the id of one more text. */
export function getControlAttributes(props: ControlProps, describedBy = '') {
  const { id, name, uiSchema, isRequired, isDisabled, hasAutoFocus, errors } = props;
  return {
    id,
    name,
    required: isRequired || undefined,
    disabled: isDisabled || undefined,
    autoFocus: hasAutoFocus || undefined,
    autoComplete: toText(getUiOption(uiSchema, 'autocomplete')),
    'aria-invalid': errors.length > 0 || undefined,
    'aria-describedby': [props.describedBy, describedBy].filter(Boolean).join(' ') || undefined,
  } as const;
}

/** The same for an element that text is typed into. */
export function getTextAttributes(props: ControlProps, describedBy = '') {
  return {
    ...getControlAttributes(props, describedBy),
    className: 'input',
    readOnly: props.isReadOnly || undefined,
    placeholder: props.placeholder || undefined,
    autoCapitalize: toText(getUiOption(props.uiSchema, 'autocapitalize')),
  } as const;
}

/** The id of a text that describes an element of a control. Lists of ids are separated by spaces, so it has none. */
export function getTextId(id: string, text: string): string {
  return `${id.replaceAll(/\s/g, '.')}__${text}`;
}

function toText(option: unknown): string | undefined {
  return typeof option === 'string' ? option : undefined;
}

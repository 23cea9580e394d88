import type { ComponentType } from 'react';
import { getUiOption, type JsonSchema, type UiSchema } from '../model/json-schema.ts';
import type { Option, Path } from '../model/nodes.ts';
import { joinIds } from './description-ids.ts';

/** The properties of every control. */
export interface ControlProps {
  /** The id of the control's element, or of the frame of a group of elements. */
  id: string;
  /** The name of the field in a form body. */
  name: string;
  path: Path;
  /** The label of the field. */
  label: string;
  /** The committed value. It may not have the type of the schema. */
  value: unknown;
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The options; `[]` if the schema has none. */
  options: readonly Option[];
  isRequired: boolean;
  isDisabled: boolean;
  isReadOnly: boolean;
  hasAutoFocus: boolean;
  placeholder: string;
  /** The reported errors of the field. */
  errors: readonly string[];
  /** The ids of texts for `aria-describedby`. */
  describedBy: string | undefined;
  /** Commits a value; undefined clears the field. */
  onChange(value: unknown): void;
}

export type Control = ComponentType<ControlProps>;

/** Returns the attributes that all elements of controls have. `describedBy` is an additional id. */
export function getControlAttributes(props: ControlProps, describedBy?: string) {
  const { id, name, uiSchema, isRequired, isDisabled, hasAutoFocus, errors } = props;
  return {
    id,
    name,
    required: isRequired || undefined,
    disabled: isDisabled || undefined,
    autoFocus: hasAutoFocus || undefined,
    autoComplete: toText(getUiOption(uiSchema, 'autocomplete')),
    'aria-invalid': errors.length > 0 || undefined,
    'aria-describedby': joinIds(props.describedBy, describedBy),
  } as const;
}

/** Returns the attributes of an element with editable text. */
export function getTextAttributes(props: ControlProps, describedBy?: string) {
  return {
    ...getControlAttributes(props, describedBy),
    className: 'input',
    readOnly: props.isReadOnly || undefined,
    placeholder: props.placeholder || undefined,
    autoCapitalize: toText(getUiOption(props.uiSchema, 'autocapitalize')),
  } as const;
}

function toText(option: unknown): string | undefined {
  return typeof option === 'string' ? option : undefined;
}

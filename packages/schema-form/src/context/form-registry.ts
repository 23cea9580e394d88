import type { FieldProps, Registry, WidgetProps } from '@rjsf/utils';
import type { ComponentType } from 'react';
import type { JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';

/** What a host adds to the form, each under the name by which a uiSchema asks for it. */
export interface FormRegistry {
  /** For `ui:widget`. One that is called as one of ours (`TextWidget`) is drawn instead of it. */
  widgets?: Record<string, CustomWidget>;
  /** For `ui:field`: they draw a value of any kind in their own way. */
  fields?: Record<string, ComponentType<FieldProps>>;
  /** For `ui:FieldTemplate`, `ui:ObjectFieldTemplate` and `ui:ArrayFieldTemplate`. */
  templates?: Record<string, Registry['templates'][keyof Registry['templates']]>;
  /** For values on the reading page, by the name that `ui:widget` gives. */
  values?: Record<string, ComponentType<ValueProps>>;
}

/** Draws the control of one value. A group of controls has its name from a legend, not a label. */
export type CustomWidget = ComponentType<WidgetProps> & { labelling?: 'label' | 'legend' | 'own' };

export interface ValueProps {
  value: JsonValue;
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
}

/** The part of that name; undefined for what is no name of one. */
export function findPart<Part>(parts: Record<string, Part> | undefined, name: unknown): Part | undefined {
  return parts && typeof name === 'string' && Object.hasOwn(parts, name) ? parts[name] : undefined;
}

import type { FieldProps, Registry, WidgetProps } from '@rjsf/utils';
import type { ComponentType } from 'react';
import type { JsonSchema, JsonValue, UiSchema } from '../model/json-schema.ts';

/** The components that a host adds, by the names with which a uiSchema selects them. */
export interface FormRegistry {
  /** Components for `ui:widget`. A widget with the name of a built-in one (`TextWidget`) replaces it. */
  widgets?: Record<string, CustomWidget>;
  /** Components for `ui:field`, which render a value of any type. */
  fields?: Record<string, ComponentType<FieldProps>>;
  /** Components for `ui:FieldTemplate`, `ui:ObjectFieldTemplate` and `ui:ArrayFieldTemplate`. */
  templates?: Record<string, Registry['templates'][keyof Registry['templates']]>;
  /** Components for values on the reading page, by the name in `ui:widget`. */
  values?: Record<string, ComponentType<ValueProps>>;
}

/** Renders the control of one value. A group of controls is named by a legend instead of a label. */
export type CustomWidget = ComponentType<WidgetProps> & { labelling?: 'label' | 'legend' | 'own' };

export interface ValueProps {
  value: JsonValue;
  schema: JsonSchema;
  uiSchema: UiSchema | undefined;
}

/** Returns the component with a name; undefined if there is none. */
export function findPlugIn<PlugIn>(
  plugIns: Record<string, PlugIn> | undefined,
  name: unknown,
): PlugIn | undefined {
  return plugIns && typeof name === 'string' && Object.hasOwn(plugIns, name) ? plugIns[name] : undefined;
}

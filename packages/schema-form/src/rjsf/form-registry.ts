import type { FieldProps, WidgetProps } from '@rjsf/utils';
import type { ComponentType } from 'react';
import type { ValueRegistry } from '../context/value-registry.ts';

/** The plug-ins of a host, by the names that a uiSchema uses for them. */
export interface FormRegistry extends ValueRegistry {
  /** For `ui:widget`. A widget with a name of rjsf (`TextWidget`) replaces our control everywhere. */
  widgets?: Record<string, CustomWidget>;
  /** For `ui:field`. A field with a name of rjsf (`StringField`) renders every value of its type. */
  fields?: Record<string, CustomField>;
  /** For `ui:FieldTemplate` and similar options. A template with a name of rjsf is used everywhere. */
  templates?: Record<string, CustomTemplate>;
  /** Available to all plug-ins as `registry.formContext`. */
  formContext?: unknown;
}

/**
 * The element that names a plug-in: a label for a single element, a legend for a group of elements, or an element that
 * the plug-in renders itself.
 */
type Labelled = { labelling?: 'label' | 'legend' | 'own' };

export type CustomWidget = ComponentType<WidgetProps> & Labelled;
export type CustomField = ComponentType<FieldProps> & Labelled;

// biome-ignore lint/suspicious/noExplicitAny: each template has its own props, as in rjsf's registry
type AnyComponent = ComponentType<any>;
/** A template. `ButtonTemplates` is an object with one template for each button. */
export type CustomTemplate = AnyComponent | Record<string, AnyComponent>;

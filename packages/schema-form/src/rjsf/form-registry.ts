import type { FieldProps, WidgetProps } from '@rjsf/utils';
import type { ComponentType } from 'react';
import type { ValueRegistry } from '../context/value-registry.ts';

/** What a host adds to the form, each under the name by which a uiSchema asks for it. */
export interface FormRegistry extends ValueRegistry {
  /** For `ui:widget`. One that is called as one of rjsf's (`TextWidget`) replaces our control everywhere. */
  widgets?: Record<string, CustomWidget>;
  /** For `ui:field`. One that is called as one of rjsf's (`StringField`) renders every value of its type. */
  fields?: Record<string, CustomField>;
  /** For `ui:FieldTemplate` and the like. One that is called as one of rjsf's is used everywhere. */
  templates?: Record<string, CustomTemplate>;
  /** What all of them find as `registry.formContext`. */
  formContext?: unknown;
}

/** How a plug-in is named: one element by a label, a group of elements by a legend, or by itself. */
type Labelled = { labelling?: 'label' | 'legend' | 'own' };

export type CustomWidget = ComponentType<WidgetProps> & Labelled;
export type CustomField = ComponentType<FieldProps> & Labelled;

// biome-ignore lint/suspicious/noExplicitAny: each template has props of its own, as in rjsf's registry
type AnyComponent = ComponentType<any>;
/** A template; the buttons are several under one name. */
export type CustomTemplate = AnyComponent | Record<string, AnyComponent>;

import type { ReactNode } from 'react';
import type { FormContextValue } from '../context/form-context.ts';
import type { ChosenBranches } from '../model/choices.ts';
import type { ErrorSchema, JsonObject, JsonSchema, UiSchema } from '../model/json-schema.ts';
import type { StepNavigation } from '../model/step-navigation.ts';
import type { FormParts } from './form-parts.ts';

export interface SchemaFormProps {
  /** The id of the form element, for controls outside the form. */
  id?: string;
  schema: JsonSchema;
  uiSchema: UiSchema;
  /** The stored values. When they change, the fields that the customer has not edited follow. */
  data: JsonObject;
  /** Input from an earlier visit, which the form restores. */
  savedDraft?: JsonObject | null;
  /** The branches that people chose in a form that was submitted without a script, by the names of their controls. */
  chosen?: ChosenBranches;
  /** Errors from the server. Each disappears when its field changes. */
  serverErrors?: ErrorSchema;
  /**
   * Returns every error in data without hidden values; `{}` if the data is valid. A different function, for example for
   * another language, validates again.
   */
  validate(data: JsonObject): ErrorSchema;
  context: FormContextValue;
  /** The result of `loadFormParts` for this form. A form that has only core controls does not need it. */
  parts?: FormParts;
  /** The URL that the form is submitted to without a script. */
  action: string;
  /** Called with the form's data whenever it changes. `getVisible` returns the data without hidden values. */
  onChange?(data: JsonObject, getVisible: () => JsonObject): void;
  /** Called with valid data without hidden values. The data includes pending input. */
  onSubmit(data: JsonObject): void;
  /** Called if the form finds errors on submit. */
  onInvalid?(): void;
  /** The initial step navigation; null to begin at the first error, or at the first step if there is none. */
  navigation?: StepNavigation | null;
  /** The id of the visible step according to the host's URL. The form shows that step when the id changes. */
  step?: string | null;
  /** Called with the visible step, initially and after each change. */
  onStep?(step: VisibleStep): void;
  /**
   * The id of the only section to show. Sections with an error or with restored input are shown too. It is
   * read once: a form of another section needs another React key.
   */
  section?: string | null;
  /**
   * The field name of an item or entry that was removed without script. `data` still contains it: the form removes it, and
   * offers to restore it.
   */
  removed?: string | null;
  /** Hidden fields, and the buttons in `FormActions`. */
  children: ReactNode;
}

export interface VisibleStep {
  index: number;
  id: string;
  isFirst: boolean;
}

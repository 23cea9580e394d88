/** The entry point for pages, in the browser and for server rendering: the form, the reading page and their model. */
export { english, translateToEnglish } from './context/english.ts';
export type {
  FileContextValue,
  FormContextValue,
  FormTexts,
  ListTexts,
  SendFile,
  ViewContextValue,
} from './context/form-context.ts';
export type { ValueProps } from './context/value-registry.ts';
export { CoveredSelect } from './controls/CoveredSelect.tsx';
export type { SearchableOption } from './controls/search-options.ts';
export { useIsHydrated } from './controls/use-is-hydrated.ts';
export { FormActions } from './fields/FormActions.tsx';
export { focusField } from './fields/focus-field.ts';
export { useFormData } from './fields/use-form-data.ts';
export { type FormStatus, useFormStatus } from './fields/use-form-status.ts';
export { getPayload } from './model/changes.ts';
export type { ChosenBranches } from './model/choices.ts';
export { conflictSides } from './model/conflict-sides.ts';
export type { ValidatorFunctions } from './model/error-texts.ts';
export { type FieldChange, getChangesAt, getFieldChanges, needsReview } from './model/field-changes.ts';
export { mayHaveFiles } from './model/file-fields.ts';
export { type FileAnswer, fieldPart, filePart, filesPath, type TranslateFile } from './model/files.ts';
export { findEditableSection } from './model/find-editable-section.ts';
export { toToken } from './model/json-pointer.ts';
export {
  type ErrorSchema,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from './model/json-schema.ts';
export { loadValidator } from './model/load-validator.ts';
export { formatDate } from './model/local-date.ts';
export { mergeThreeWays, type Versions } from './model/merge-three-ways.ts';
export { type StepNavigation, stepFields, stepParameter } from './model/step-navigation.ts';
export { rerenderAddress } from './model/submit-buttons.ts';
export type { TranslateError } from './model/translate-into.ts';
export { createFormValidation } from './model/validate-form.ts';
export { omitHidden } from './model/visibility.ts';
export { unwrapRoot, wrapData, wrapRoot } from './model/wrap-root.ts';
export { getWriting, type Writing } from './model/writing.ts';
export { type FormParts, loadAllFormParts, loadFormParts } from './rjsf/form-parts.ts';
export type { FormRegistry } from './rjsf/form-registry.ts';
export { SchemaForm } from './rjsf/SchemaForm.tsx';
export type { VisibleStep } from './rjsf/schema-form-props.ts';
export type { EditLinkProps } from './view/editing-context.ts';
export { SchemaView } from './view/SchemaView.tsx';
export { ViewChanges } from './view/ViewChanges.tsx';
export { ViewConflicts } from './view/ViewConflicts.tsx';

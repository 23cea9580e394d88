/** The form, the reading page and their model, for a page; it runs where React renders. */
export { english, translateToEnglish } from './context/english.ts';
export type { FormRegistry, ValueProps } from './context/form-registry.ts';
export type {
  FileSurroundings,
  FormSurroundings,
  FormTexts,
  SendFile,
  ViewSurroundings,
} from './context/form-texts.ts';
export { toHtml } from './controls/plain/to-html.ts';
export { useIsHydrated } from './controls/use-is-hydrated.ts';
export { loadLayoutParts } from './fields/layout-parts.ts';
export { FormActions } from './fields/templates/FormActions.tsx';
export { getPayload } from './model/changes.ts';
export type { ChosenBranches } from './model/choices.ts';
export type { TranslateError, ValidatorFunctions } from './model/error-texts.ts';
export { type FileAnswer, fieldPart, filePart, filesPath, type TranslateFile } from './model/files.ts';
export { redrawAddress } from './model/form-body.ts';
export {
  type ErrorSchema,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from './model/json-schema.ts';
export { loadValidator } from './model/load-validator.ts';
export { type StepMove, stepFields } from './model/steps.ts';
export { unwrapRoot, wrapData, wrapRoot } from './model/wrap-root.ts';
export { getWriting, type Writing } from './model/writing.ts';
export { createCheck, leaveOutHidden } from './rjsf/check.ts';
export { loadComplexFields } from './rjsf/complex-fields.ts';
export { loadFormParts } from './rjsf/form-parts.ts';
export { SchemaForm } from './rjsf/SchemaForm.tsx';
export { loadMoreWidgets } from './rjsf/theme.ts';
export { ChosenBranchesContext, noBranches } from './store/chosen-branches.ts';
export { loadComplexView, needsComplexView } from './view/complex-view.ts';
export { SchemaView } from './view/SchemaView.tsx';

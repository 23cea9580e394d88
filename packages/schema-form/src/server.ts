/** The entry point for servers: the model without React, the check of schemas, and the compilation of validators. */
export {
  getApplicable,
  getItemSchemas,
  getPropertySchemas,
  getPropertySubschemas,
} from './model/applicable-schemas.ts';
export { keepBlankEntries } from './model/blank-entries.ts';
export { hasTooManyValues, mostErrors, mostValues } from './model/bounds.ts';
export type { ChosenBranches } from './model/choices.ts';
export { cleanText, toAsciiDigits } from './model/clean-text.ts';
export { coerceObject, readNumbers } from './model/coercion.ts';
export { conflictSides } from './model/conflict-sides.ts';
export { widgetNames } from './model/control-names.ts';
export { deepEquals } from './model/deep-equals.ts';
export {
  addError,
  type ErrorLanguage,
  getErrorPath,
  type RuleError,
  type ValidateFunction,
  type ValidatorFunctions,
} from './model/error-texts.ts';
export { getFieldChanges, mayNeedReview, needsReview } from './model/field-changes.ts';
export { toFieldName } from './model/field-name.ts';
export { isFileFormat, isUpload, mayHaveFiles } from './model/file-fields.ts';
export { readDataUrl } from './model/file-value.ts';
export {
  type FileAnswer,
  type FileError,
  type FileRules,
  fieldPart,
  filePart,
  filesPath,
  findFileError,
  getFileErrorText,
  getFileRules,
  getFileUrl,
  getTypeOfName,
  isFilesPath,
  parseFileUrl,
  type TranslateFile,
} from './model/files.ts';
export { findEditableSection } from './model/find-editable-section.ts';
export {
  decodeFormBody,
  getTopKey,
  isTooDeep,
  maxFields,
  parseFieldName,
  readChosenBranches,
} from './model/form-body.ts';
export { FormDefinitionError } from './model/form-definition-error.ts';
export { createFieldFinder, type FormDocuments, getField } from './model/form-field.ts';
export { toToken } from './model/json-pointer.ts';
export {
  allowsNull,
  type ErrorSchema,
  getOwn,
  getTypes,
  isJsonObject,
  type JsonObject,
  type JsonSchema,
  type JsonValue,
  type UiSchema,
} from './model/json-schema.ts';
export { changeList, getListProperty, moveChosenBranches } from './model/list-changes.ts';
export { createNumberReader } from './model/local-number.ts';
export { mergeThreeWays, type Versions } from './model/merge-three-ways.ts';
export { normalizeSchema } from './model/normalize-schema.ts';
export { findReadOnlyChanges, keepReadOnly } from './model/read-only.ts';
export { isRemovedField, readRemoval } from './model/removed-entry.ts';
export { getPropertyNames, getRootSchemas } from './model/root-schemas.ts';
export { followReference } from './model/schema-references.ts';
export { shortenLists } from './model/shorten-lists.ts';
export {
  getNavigationErrors,
  readNavigation,
  readStep,
  type StepNavigation,
  stayAt,
  stepFields,
} from './model/step-navigation.ts';
export { listField, rerenderAddress, showField } from './model/submit-buttons.ts';
export { type TranslateError, translateInto } from './model/translate-into.ts';
export { emptyUntickedGroups } from './model/unticked-groups.ts';
export { validateData } from './model/validate-data.ts';
export { applyChosenBranches, omitHidden } from './model/visibility.ts';
export { unwrapRoot, wrapData, wrapRoot } from './model/wrap-root.ts';
export { keepWriteOnly, withoutWriteOnly } from './model/write-only.ts';
export { matchesPattern } from './patterns/native-patterns.ts';
export {
  answerPatternsBy,
  hasOpenQuestions,
  hasUnknownAnswers,
  type MatchPatterns,
  type PatternQuestion,
  type WithPatterns,
  withPatternAnswers,
} from './patterns/pattern-answers.ts';
export { checkSchema, visitTexts } from './server/check-schema.ts';
export { findFormProblems } from './server/find-form-problems.ts';
export { findNearest } from './server/find-nearest.ts';
export type { FormProblem, FormProblemKind } from './server/form-problem.ts';
export { bundleSchema } from './server/metaschemas.ts';
export { type ReplaceText, replaceSchemaTexts, replaceUiSchemaTexts } from './server/replace-texts.ts';
export { hashRules } from './server/rules.ts';
export {
  compileValidatorModule,
  generateValidator,
  hashValidator,
  runValidator,
  toValidatorScript,
  type ValidatorCode,
  type ValidatorModule,
} from './server/validator-module.ts';

import type { ChosenBranches, JsonObject } from 'schema-form/server';
import type { FieldError } from './field-errors.ts';
import type { LanguageForm } from './profile-forms.ts';
import type { Texts } from './texts.ts';

/** The values that were submitted for a form. */
export interface Submission {
  payload: JsonObject;
  form: LanguageForm;
  texts: Pick<Texts, 'errors' | 'files'>;
  /**
   * The branches that are chosen in a page's form. Such a form submits all of its values, so values that
   * it hides are dropped. Undefined for a payload of the API, which may hold any of the values.
   */
  chosen?: ChosenBranches;
  /** Errors of files that came with the payload and were refused. */
  fileErrors?: readonly FieldError[];
}

/** A submission merged into the stored values: the result of `mergeSubmission`. */
export interface MergedSubmission {
  stored: JsonObject;
  /** The stored values with the submitted ones over them, hidden ones included, as they were typed. */
  whole: JsonObject;
  /** `whole` without the hidden and the cleared values. */
  kept: JsonObject;
  /** `kept`, normalized: the data that the schema validates and the profile stores. */
  data: JsonObject;
}

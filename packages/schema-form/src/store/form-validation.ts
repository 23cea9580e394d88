import type { ErrorSchema, JsonObject } from '../model/json-schema.ts';
import { type ErrorSources, hasErrors } from './reported-errors.ts';
import type { Steps } from './steps.ts';

interface ValidatedForm {
  /** Returns the data as the form submits them, without hidden values. */
  getSubmitted(data: JsonObject): JsonObject;
  /** Returns the steps; null in a form without steps. */
  getSteps(): Steps | null;
}

/** Validates the data of a form, and selects the errors that count in the visible step. */
export class FormValidation {
  /** Whether a button in a step that is not the last submits the whole form, so that the errors of all steps count. */
  isFinishing = false;
  readonly #form: ValidatedForm;
  #validate: ErrorSources['validate'];
  #last: { data: JsonObject; errors: ErrorSchema } | null = null;

  constructor(form: ValidatedForm, validate: ErrorSources['validate']) {
    this.#form = form;
    this.#validate = validate;
  }

  /** Validates by another function from now on, for example for another language. */
  setFunction(validate: ErrorSources['validate']): void {
    this.#validate = validate;
    this.#last = null;
  }

  /**
   * Returns every error of the data. The result is cached by the identity of the data, which is immutable, because a
   * form is often submitted unchanged after a field was left.
   */
  getErrors(data: JsonObject): ErrorSchema {
    if (this.#last?.data !== data) {
      this.#last = { data, errors: this.#validate(this.#form.getSubmitted(data)) };
    }
    return this.#last.errors;
  }

  /** Returns the errors that count now: those of the visible step, and in the last step all errors. */
  getRelevantErrors(data: JsonObject): ErrorSchema {
    const errors = this.getErrors(data);
    return this.isFinishing ? errors : (this.#form.getSteps()?.pickRelevant(errors) ?? errors);
  }

  /** Returns whether the data of a form with steps is valid as a whole. */
  isComplete(data: JsonObject): boolean {
    return this.#form.getSteps() !== null && !hasErrors(this.getErrors(data));
  }
}

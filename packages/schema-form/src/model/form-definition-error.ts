/** Reports that a form definition can't be used. */
export class FormDefinitionError extends Error {
  override name = 'FormDefinitionError';
  /** A JSON pointer into the document. */
  readonly pointer: string;
  /** The reason, without the pointer. */
  readonly problem: string;
  constructor(pointer: string, problem: string) {
    super(`${pointer || '/'}: ${problem}`);
    this.pointer = pointer;
    this.problem = problem;
  }
}

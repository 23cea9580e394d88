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

/** Escapes a key for a JSON pointer. */
export function toToken(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

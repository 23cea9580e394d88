/** What is wrong with a form definition, and where: a JSON pointer into the document. */
export class FormDefinitionError extends Error {
  override name = 'FormDefinitionError';
  readonly pointer: string;
  /** What is wrong, without where. */
  readonly fault: string;
  constructor(pointer: string, fault: string) {
    super(`${pointer || '/'}: ${fault}`);
    this.pointer = pointer;
    this.fault = fault;
  }
}

/** A key as it stands in a JSON pointer. */
export function toToken(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

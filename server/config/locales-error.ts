import { EnvError } from '../env-error.ts';

/** The folder of additional texts has an error; the message is one sentence with the file. */
export class LocalesError extends EnvError {
  override name = 'LocalesError';
  constructor(file: string, problem: string) {
    super(`LOCALES has an error in ${file || 'the folder'}: ${problem}.`);
  }
}

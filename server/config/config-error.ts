import { EnvError } from '../env-error.ts';

/** The configuration file has an error; the message is one sentence with its JSON pointer. */
export class ConfigError extends EnvError {
  override name = 'ConfigError';
  constructor(pointer: string, problem: string) {
    super(`CONFIG has an error at ${pointer || '/'}: ${problem}.`);
  }
}

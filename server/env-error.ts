/** A variable has an invalid value; the message is one sentence that names it. */
export class EnvError extends Error {
  override name = 'EnvError';
}

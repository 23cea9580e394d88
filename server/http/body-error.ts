/** A body can't be read to its end: it is too slow (408), too large (413), or the client is gone (499). */
export class BodyError extends Error {
  override name = 'BodyError';
  readonly status: 408 | 413 | 499;

  constructor(status: 408 | 413 | 499) {
    super(`The body can't be read to its end (${status})`);
    this.status = status;
  }
}

import type { FieldKind } from '../generated-form.ts';

/** Code that the hand-written pages share, so that they differ only in how they render. */

export const inputTypes: Partial<Record<FieldKind, string>> = {
  email: 'email',
  date: 'date',
  number: 'number',
  integer: 'number',
  boolean: 'checkbox',
};

export const emailPattern = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

export const messages = {
  required: 'Enter something here',
  email: 'Enter an email address such as name@example.com',
  short: (limit: number) => `Enter at least ${limit} characters`,
  long: (limit: number) => `Enter at most ${limit} characters`,
};

/** The height of a section of ten fields, so that the page keeps its length when a section renders. */
export const containment = { contentVisibility: 'auto', containIntrinsicBlockSize: 'auto 1020px' } as const;

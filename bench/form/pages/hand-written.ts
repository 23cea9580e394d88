import type { FieldKind } from '../generated-form.ts';

/** What the hand-written pages have in common, so that they differ in how they work alone. */

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

/** As high as a section of ten fields is, so that the page keeps its length when one is drawn. */
export const containment = { contentVisibility: 'auto', containIntrinsicBlockSize: 'auto 1020px' } as const;

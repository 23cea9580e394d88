import { customerField } from '../../shared/customer-field.ts';
import { sealedSubmissionField } from '../../shared/sign-in-fields.ts';
import type { FormPart } from '../domain/form-part.ts';
import { type Secrets, seal, unseal } from '../domain/secrets.ts';

type Fields = readonly (readonly [name: string, value: string])[];

/**
 * Submissions of the profile form that arrived without script after the session was over. The sign-in
 * pages carry a submission in a hidden field of their forms, because nothing is stored for visitors. It
 * is sealed, because the next person who signs in on that machine may look at the page's source.
 */
export interface SealedSubmissions {
  /** Returns null when the forms that carry it would exceed the body limit. */
  seal(fields: Fields): string | null;
  /** Returns the fields of a submission; null for what was not sealed here, and after an hour. */
  open(sealed: string): [string, string][] | null;
}

// Changing this text invalidates every submission that a browser carries during an upgrade.
const purpose = 'typed draft';
/** Milliseconds: enough to find a phone and to ask for a second code. */
const lifetime = 3_600_000;
/** Bytes for the other fields of the sign-in forms. */
const otherFields = 2048;

/** `bodyLimit` is in bytes. */
export function createSealedSubmissions(secrets: Secrets, bodyLimit: number): SealedSubmissions {
  return {
    seal(fields) {
      const sealed = seal(secrets, purpose, JSON.stringify({ until: Date.now() + lifetime, fields }));
      return sealed.length + otherFields <= bodyLimit ? sealed : null;
    },
    open(sealed) {
      const text = unseal(secrets, purpose, sealed);
      if (text === null) return null;
      const { until, fields } = JSON.parse(text) as { until: number; fields: [string, string][] };
      return Date.now() <= until ? fields : null;
    },
  };
}

/**
 * Seals the fields of a form of the profile, without its files; a form that carries a sealed submission keeps it. Null
 * for any other form, and when the submission is too large.
 */
export function sealSubmission(submissions: SealedSubmissions, parts: readonly FormPart[]): string | null {
  const fields = parts.filter((part): part is [string, string] => typeof part[1] === 'string');
  const carried = fields.find(([name]) => name === sealedSubmissionField);
  if (carried) return carried[1];
  // Only the form of the profile has this field.
  return fields.some(([name]) => name === customerField) ? submissions.seal(fields) : null;
}

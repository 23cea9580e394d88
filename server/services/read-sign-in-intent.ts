import { decodeFormBody, type JsonValue } from 'schema-form/server';
import { customerField } from '../../shared/customer-field.ts';
import {
  changeField,
  countryField,
  keepSignedInField,
  sealedSubmissionField,
} from '../../shared/sign-in-fields.ts';
import type { FormPart } from '../domain/form-part.ts';
import { type FormFields, takeFields } from './form-fields.ts';

/**
 * A submission of the profile form that is restored after signing in. It arrives as fields if the session was over when
 * it was submitted, and sealed if a sign-in page carried it.
 */
export type CarriedSubmission = { kind: 'fields'; fields: FormFields } | { kind: 'sealed'; sealed: string };

/** The intent of a submission of the sign-in page. */
export type SignInIntent = { carried: CarriedSubmission | null } & (
  | { kind: 'showStep' }
  /** Goes back to the first step. */
  | { kind: 'changeNumber' }
  | { kind: 'requestCode'; mobile: JsonValue | undefined; country: string; keepSignedIn: boolean }
  | { kind: 'verifyCode'; mobile: JsonValue | undefined; code: JsonValue }
);

/** Reads the intent of a submission of the sign-in page. Files are dropped: no field here accepts one. */
export function readSignInIntent(parts: readonly FormPart[]): SignInIntent {
  const fields = parts.filter((part): part is [string, string] => typeof part[1] === 'string');
  const { taken, others } = takeFields(fields, [
    customerField,
    sealedSubmissionField,
    changeField,
    countryField,
    keepSignedInField,
  ]);
  const carried = readCarried(fields, taken);
  if (taken[changeField] !== undefined) return { kind: 'changeNumber', carried };
  if (carried?.kind === 'fields') return { kind: 'showStep', carried };
  const { mobile, code } = decodeFormBody(others);
  // The language was changed: that must not send another code.
  if (carried && mobile === undefined && code === undefined) return { kind: 'showStep', carried };
  if (code !== undefined) return { kind: 'verifyCode', mobile, code, carried };
  const country = taken[countryField] ?? '';
  return { kind: 'requestCode', mobile, country, keepSignedIn: taken[keepSignedInField] === 'on', carried };
}

function readCarried(
  fields: FormFields,
  { [customerField]: customerId, [sealedSubmissionField]: sealed }: Partial<Record<string, string>>,
): CarriedSubmission | null {
  // Only the form of the profile has this field.
  if (customerId !== undefined) return { kind: 'fields', fields };
  return sealed === undefined ? null : { kind: 'sealed', sealed };
}

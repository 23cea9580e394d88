import type { JsonValue } from 'schema-form/server';
import type { SignInError } from '../../shared/page.ts';
import { type CountryCode, isCountryCode, parseMobile } from '../domain/mobile.ts';
import type { PendingSignIn, PendingSignIns } from './pending-sign-ins.ts';
import type { CarriedSubmission, SignInIntent } from './read-sign-in-intent.ts';
import type { SealedSubmissions } from './sealed-submissions.ts';
import { resendAfter, type SignIn, type SignInClient } from './sign-in.ts';

export interface SignInServices {
  env: { defaultCountry: CountryCode };
  signIn: SignIn;
  pendingSignIns: PendingSignIns;
  sealedSubmissions: SealedSubmissions;
}

/** A browser on the sign-in page. */
export interface SignInVisitor extends SignInClient {
  isSignedIn: boolean;
  /** The sealed sign-in that its cookie holds; null without one. */
  pending: string | null;
  /** The country that it chose last, or probably is in. */
  country: CountryCode;
}

/** A step to show. */
interface ShownStep {
  step: 'mobile' | 'code';
  /** As it was typed, or in E.164 once a code was sent to it. */
  mobile: string;
  /** The country that is chosen for a number without a country code. */
  country: CountryCode;
  /** The submission to carry along; null without one. */
  sealed: string | null;
}

/** The outcome of a submission of the sign-in page. `pending` and `sessionToken` are stored in cookies. */
export type SignInOutcome =
  /** The customer is signed in, and the submission is to be sent to the form. */
  | { kind: 'restore' }
  | { kind: 'codeSent'; mobile: string; country: CountryCode; pending: string; sealed: string | null }
  | { kind: 'signedIn'; customerId: string; sessionToken: string; sealed: string | null }
  /** `forgetsNumber`: the pending sign-in ends. */
  | ({ kind: 'shown'; resendIn: number; forgetsNumber: boolean } & ShownStep)
  /** `retryAfter` is in seconds; null unless a limit was exceeded. */
  | ({ kind: 'refused'; error: SignInError; retryAfter: number | null } & ShownStep);

/** No number is longer; more of what was typed is not shown again. */
const longestNumber = 64;

/** Carries out the intent of a submission of the sign-in page. */
export async function applySignIn(
  services: SignInServices,
  intent: SignInIntent,
  visitor: SignInVisitor,
): Promise<SignInOutcome> {
  const sealed = sealCarried(services, intent.carried);
  // The customer has signed in meanwhile, in another tab.
  if (visitor.isSignedIn && sealed !== null) return { kind: 'restore' };
  const pending = services.pendingSignIns.open(visitor.pending);
  switch (intent.kind) {
    case 'showStep':
      return showStep(pending, { visitor, sealed });
    case 'changeNumber':
      return { ...showMobileStep(pending, { visitor, sealed }), forgetsNumber: true };
    case 'requestCode': {
      const typed = { mobile: intent.mobile ?? pending?.mobile, country: intent.country };
      return requestCode(services, typed, { visitor, sealed });
    }
    case 'verifyCode': {
      const typed = { mobile: intent.mobile ?? pending?.mobile, code: intent.code };
      return verifyCode(services, typed, { visitor, sealed });
    }
  }
}

/** The submission to carry along; null when there is none, or it is too large to be carried. */
function sealCarried({ sealedSubmissions }: SignInServices, carried: CarriedSubmission | null) {
  if (carried === null) return null;
  return carried.kind === 'sealed' ? carried.sealed : sealedSubmissions.seal(carried.fields);
}

/** The step that this browser has reached. */
function showStep(pending: PendingSignIn | null, context: Context): SignInOutcome {
  if (!pending) return showMobileStep(null, context);
  const waited = Math.floor((Date.now() - pending.sentAt) / 1000);
  const resendIn = Math.max(0, resendAfter - waited);
  return { ...showMobileStep(pending, context), step: 'code', resendIn };
}

function showMobileStep(pending: PendingSignIn | null, { visitor: { country }, sealed }: Context) {
  const mobile = pending?.mobile ?? '';
  return {
    kind: 'shown',
    step: 'mobile',
    mobile,
    country,
    resendIn: 0,
    sealed,
    forgetsNumber: false,
  } as const;
}

interface Context {
  visitor: SignInVisitor;
  sealed: string | null;
}

async function requestCode(
  { signIn, env }: SignInServices,
  typed: { mobile: JsonValue | undefined; country: string },
  { visitor, sealed }: Context,
): Promise<SignInOutcome> {
  const country = isCountryCode(typed.country) ? typed.country : env.defaultCountry;
  const text = toShown(typed.mobile);
  const refused = { kind: 'refused', step: 'mobile', mobile: text, country, sealed } as const;
  const mobile = parseMobile(text, country);
  if (mobile === null) {
    const hasDigits = countDigits(text) >= fewestDigits;
    return { ...refused, error: hasDigits ? 'country' : 'mobile', retryAfter: null };
  }
  const result = await signIn.requestCode(mobile, visitor);
  switch (result.kind) {
    case 'sent':
      return { kind: 'codeSent', mobile: result.mobile, country, pending: result.pending, sealed };
    case 'noNumber':
      return { ...refused, error: 'mobile', retryAfter: null };
    case 'tooOften':
      return { ...refused, error: 'tooOften', retryAfter: result.retryAfter };
  }
}

/** A text with as many digits is a number, perhaps of another country. */
const fewestDigits = 7;

function countDigits(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}

async function verifyCode(
  { signIn }: SignInServices,
  typed: { mobile: JsonValue | undefined; code: JsonValue },
  { visitor, sealed }: Context,
): Promise<SignInOutcome> {
  const mobile = toShown(typed.mobile);
  const { country } = visitor;
  const refused = { kind: 'refused', step: 'code', mobile, country, sealed, retryAfter: null } as const;
  if (typed.code === '') return { ...refused, error: 'code' };
  const result = await signIn.verifyCode(typed, visitor);
  switch (result.kind) {
    case 'signedIn': {
      const { customerId, sessionToken } = result;
      return { kind: 'signedIn', customerId, sessionToken, sealed };
    }
    case 'noNumber':
      return { ...refused, step: 'mobile', error: 'mobile' };
    case 'wrong':
      return { ...refused, error: 'wrongCode' };
    case 'tooOften':
      return { ...refused, error: 'tooOften', retryAfter: result.retryAfter };
  }
}

function toShown(typed: JsonValue | undefined): string {
  return typeof typed === 'string' ? typed.slice(0, longestNumber) : '';
}

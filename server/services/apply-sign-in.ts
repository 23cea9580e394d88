import type { JsonValue } from 'schema-form/server';
import { findCode } from '../../shared/find-code.ts';
import type { SignInError } from '../../shared/page.ts';
import { type CountryCode, isCountryCode, parseMobile } from '../domain/mobile.ts';
import { type PendingSignIn, type PendingSignIns, usualCodeLength } from './pending-sign-ins.ts';
import type { CarriedSubmission, SignInIntent } from './read-sign-in-intent.ts';
import type { SealedSubmissions } from './sealed-submissions.ts';
import type { SignedIn, SignIn, SignInClient } from './sign-in.ts';

export interface SignInServices {
  env: { defaultCountry: CountryCode };
  signIn: SignIn;
  pendingSignIns: PendingSignIns;
  sealedSubmissions: SealedSubmissions;
}

/** A browser on the sign-in page. */
export interface SignInVisitor extends SignInClient {
  isSignedIn: boolean;
  /** The country that it chose last, or probably is in. */
  country: CountryCode;
}

/** A step to show. */
export interface ShownStep {
  step: 'mobile' | 'code';
  /** As it was typed, or in E.164 once a code was sent to it. */
  mobile: string;
  /** The country that is chosen for a number without a country code. */
  country: CountryCode;
  codeLength: number;
  /** Seconds until another code may be requested. */
  resendIn: number;
  /** The submission to carry along; null without one. */
  sealed: string | null;
}

/** The outcome of a submission of the sign-in page. `pending`, `session` and `device` are stored in cookies. */
export type SignInOutcome =
  /** The customer is signed in, and the submission is to be sent to the form. */
  | { kind: 'restore' }
  | ({ kind: 'codeSent'; pending: string } & ShownStep)
  | ({ kind: 'signedIn'; customerId: string; sealed: string | null } & SignedIn)
  /** `forgetsNumber`: the pending sign-in ends. */
  | ({ kind: 'shown'; forgetsNumber: boolean } & ShownStep)
  /** The number is locked after too many wrong codes. Nothing was submitted. */
  | ({ kind: 'locked' } & Refusal & ShownStep)
  | ({ kind: 'refused' } & Refusal & ShownStep);

/** The reason for refusing a submission. */
export interface Refusal {
  error: SignInError;
  /** Seconds; null unless a limit was exceeded. */
  retryAfter: number | null;
  /** Null unless the code was wrong and this is known, and 0 when it is used up or expired. */
  triesLeft: number | null;
}

/** The maximum length of a typed number that the page shows again. No number is longer. */
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
  const context = { visitor, pending, sealed };
  switch (intent.kind) {
    case 'showStep':
      return showStep(services, context);
    case 'changeNumber':
      return { kind: 'shown', ...toStep('mobile', context), forgetsNumber: true };
    case 'requestCode':
      return requestCode(services, intent, context);
    case 'verifyCode':
      return verifyCode(services, intent, context);
  }
}

async function showStep({ signIn }: SignInServices, context: Context): Promise<SignInOutcome> {
  const { visitor, pending } = context;
  if (!pending) return { kind: 'shown', ...toStep('mobile', context), forgetsNumber: false };
  const step = toStep('code', context);
  const retryAfter = await signIn.findLock(pending.mobile, visitor);
  return retryAfter === null
    ? { kind: 'shown', ...step, forgetsNumber: false }
    : { kind: 'locked', ...step, error: 'tooOften', retryAfter, triesLeft: null };
}

/** Returns the submission to carry along; null when there is none, or it is too large to be carried. */
function sealCarried({ sealedSubmissions }: SignInServices, carried: CarriedSubmission | null) {
  if (carried === null) return null;
  return carried.kind === 'sealed' ? carried.sealed : sealedSubmissions.seal(carried.fields);
}

interface Context {
  visitor: SignInVisitor;
  /** The sign-in that waits for its code; null without one. */
  pending: PendingSignIn | null;
  sealed: string | null;
}

/** Returns a step with what the browser knows of it, and of the number that a code was sent to. */
function toStep(step: 'mobile' | 'code', context: Context): ShownStep {
  const { visitor, pending, sealed } = context;
  const waited = pending ? Math.floor((Date.now() - pending.sentAt) / 1000) : 0;
  return {
    step,
    mobile: pending?.mobile ?? '',
    country: visitor.country,
    codeLength: pending?.codeLength ?? usualCodeLength,
    resendIn: pending ? Math.max(0, pending.resendAfter - waited) : 0,
    sealed,
  };
}

async function requestCode(
  { signIn, pendingSignIns, env }: SignInServices,
  intent: SignInIntent & { kind: 'requestCode' },
  context: Context,
): Promise<SignInOutcome> {
  const { visitor, pending } = context;
  const country = isCountryCode(intent.country) ? intent.country : env.defaultCountry;
  const typed = toShown(intent.mobile ?? pending?.mobile);
  const refused = {
    kind: 'refused',
    ...toStep('mobile', context),
    mobile: typed,
    country,
    retryAfter: null,
    triesLeft: null,
  } as const;
  const mobile = parseMobile(typed, country);
  if (mobile === null) return { ...refused, error: countDigits(typed) < fewestDigits ? 'mobile' : 'country' };
  const isPending = pending?.mobile === mobile;
  const result = await signIn.requestCode(mobile, visitor);
  switch (result.kind) {
    case 'sent': {
      const { requestId, codeLength, resendAfter } = result;
      // The form that asks for another code does not ask again whether to stay signed in.
      const keepSignedIn = intent.keepSignedIn || (isPending && pending.keepSignedIn === true);
      const sent = pendingSignIns.seal({ mobile, requestId, codeLength, resendAfter, keepSignedIn });
      const step = { ...toStep('code', context), mobile, country, codeLength, resendIn: resendAfter };
      return { kind: 'codeSent', ...step, pending: sent };
    }
    case 'noNumber':
      return { ...refused, error: 'mobile' };
    case 'tooOften': {
      const { retryAfter } = result;
      // A code that was sent before may still be typed.
      const step = isPending ? toStep('code', context) : refused;
      return { ...refused, ...step, error: 'tooOften', retryAfter };
    }
  }
}

/** A text with at least so many digits may be a number of another country. */
const fewestDigits = 7;

function countDigits(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}

async function verifyCode(
  { signIn }: SignInServices,
  intent: SignInIntent & { kind: 'verifyCode' },
  context: Context,
): Promise<SignInOutcome> {
  const { visitor, pending, sealed } = context;
  const typed = intent.mobile ?? pending?.mobile;
  const refused = {
    kind: 'refused',
    ...toStep('code', context),
    mobile: toShown(typed),
    retryAfter: null,
    triesLeft: null,
  } as const;
  if (intent.code === '') return { ...refused, error: 'code' };
  const code = readCode(intent.code, refused.codeLength);
  const keepSignedIn = pending?.keepSignedIn === true;
  // Against a code that leaks: on the page it works in the browser that asked for it alone.
  const result = await signIn.verifyCode({ mobile: typed, code, keepSignedIn }, visitor, true);
  switch (result.kind) {
    case 'signedIn': {
      const { customerId, session, device } = result;
      return { kind: 'signedIn', customerId, session, device, sealed };
    }
    case 'noNumber':
      return { ...refused, step: 'mobile', error: 'mobile' };
    case 'wrong':
      return { ...refused, error: 'wrongCode', triesLeft: result.triesLeft };
    case 'tooOften':
      return { ...refused, error: 'tooOften', retryAfter: result.retryAfter };
  }
}

/** Finds the code in a pasted message. */
function readCode(typed: JsonValue, length: number): JsonValue {
  return typeof typed === 'string' ? (findCode(typed, length) ?? typed) : typed;
}

function toShown(typed: JsonValue | undefined): string {
  return typeof typed === 'string' ? typed.slice(0, longestNumber) : '';
}

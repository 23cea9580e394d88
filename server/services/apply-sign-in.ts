import type { JsonValue } from 'schema-form/server';
import type { SignInError } from '../../shared/page.ts';
import type { CodeLength } from '../domain/secrets.ts';
import type { PendingSignIn, PendingSignIns } from './pending-sign-ins.ts';
import type { CarriedSubmission, SignInIntent } from './read-sign-in-intent.ts';
import type { SealedSubmissions } from './sealed-submissions.ts';
import type { StartedSession } from './sessions.ts';
import type { SignIn, SignInClient } from './sign-in.ts';

export interface SignInServices {
  signIn: SignIn;
  pendingSignIns: PendingSignIns;
  sealedSubmissions: SealedSubmissions;
}

/** A browser on the sign-in page. */
export interface SignInVisitor extends SignInClient {
  isSignedIn: boolean;
}

/** A step to show. */
interface ShownStep {
  step: 'mobile' | 'code';
  /** As it was typed, or in E.164 once a code was sent to it. */
  mobile: string;
  /** The submission to carry along; null without one. */
  sealed: string | null;
}

/** The outcome of a submission of the sign-in page. `pending`, `session` and `device` are stored in cookies. */
export type SignInOutcome =
  /** The customer is signed in, and the submission is to be sent to the form. */
  | { kind: 'restore' }
  | { kind: 'codeSent'; mobile: string; codeLength: CodeLength; pending: string; sealed: string | null }
  | { kind: 'signedIn'; session: StartedSession; device: string; sealed: string | null }
  /** `forgetsNumber`: the pending sign-in ends. */
  | ({ kind: 'shown'; resendIn: number; forgetsNumber: boolean } & ShownStep)
  /**
   * `retryAfter` is in seconds; null unless a limit was exceeded. `triesLeft` is null unless the code was
   * wrong, and 0 when it is used up or expired.
   */
  | ({
      kind: 'refused';
      error: SignInError;
      retryAfter: number | null;
      triesLeft: number | null;
    } & ShownStep);

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
      return showStep(services.signIn, pending, sealed);
    case 'changeNumber':
      return { ...showMobileStep(pending, sealed), forgetsNumber: true };
    case 'requestCode':
      return requestCode(services, intent.mobile ?? pending?.mobile, { visitor, sealed });
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
function showStep(
  { resendAfter }: SignIn,
  pending: PendingSignIn | null,
  sealed: string | null,
): SignInOutcome {
  if (!pending) return showMobileStep(null, sealed);
  const waited = Math.floor((Date.now() - pending.sentAt) / 1000);
  const resendIn = Math.max(0, resendAfter - waited);
  return { kind: 'shown', step: 'code', mobile: pending.mobile, resendIn, sealed, forgetsNumber: false };
}

function showMobileStep(pending: PendingSignIn | null, sealed: string | null) {
  const mobile = pending?.mobile ?? '';
  return { kind: 'shown', step: 'mobile', mobile, resendIn: 0, sealed, forgetsNumber: false } as const;
}

interface Context {
  visitor: SignInVisitor;
  sealed: string | null;
}

async function requestCode(
  { signIn }: SignInServices,
  typed: JsonValue | undefined,
  { visitor, sealed }: Context,
): Promise<SignInOutcome> {
  const result = await signIn.requestCode(typed, visitor);
  if (result.kind === 'sent') {
    const { mobile, codeLength, pending } = result;
    return { kind: 'codeSent', mobile, codeLength, pending, sealed };
  }
  const refused = {
    kind: 'refused',
    step: 'mobile',
    mobile: toShown(typed),
    sealed,
    triesLeft: null,
  } as const;
  return result.kind === 'noNumber'
    ? { ...refused, error: 'mobile', retryAfter: null }
    : { ...refused, error: 'tooOften', retryAfter: result.retryAfter };
}

async function verifyCode(
  { signIn }: SignInServices,
  typed: { mobile: JsonValue | undefined; code: JsonValue },
  { visitor, sealed }: Context,
): Promise<SignInOutcome> {
  const mobile = toShown(typed.mobile);
  const refused = {
    kind: 'refused',
    step: 'code',
    mobile,
    sealed,
    retryAfter: null,
    triesLeft: null,
  } as const;
  if (typed.code === '') return { ...refused, error: 'code' };
  // Against a code that leaks: on the page it works in the browser that asked for it alone.
  const result = await signIn.verifyCode({ ...typed, keepSignedIn: false }, visitor, true);
  switch (result.kind) {
    case 'signedIn':
      return { kind: 'signedIn', session: result.session, device: result.device, sealed };
    case 'noNumber':
      return { ...refused, step: 'mobile', error: 'mobile' };
    case 'wrong':
      return { ...refused, error: 'wrongCode', triesLeft: result.triesLeft };
    case 'tooOften':
      return { ...refused, error: 'tooOften', retryAfter: result.retryAfter };
  }
}

function toShown(typed: JsonValue | undefined): string {
  return typeof typed === 'string' ? typed.slice(0, longestNumber) : '';
}

import type { Hono } from 'hono';
import { decodeFormBody, redrawAddress } from 'schema-form/server';
import { customerField } from '../../shared/customer-field.ts';
import { changeField, draftField } from '../../shared/draft-fields.ts';
import { findLanguage } from '../../shared/languages.ts';
import {
  type Notice,
  pagePaths,
  type SignInState,
  toSafePath,
  type VersionedProfile,
} from '../../shared/page.ts';
import type { AppContext, AppEnv, Dependencies } from '../app-env.ts';
import type { Customer } from '../domain/customer.ts';
import { deleteOwnCookie, getOwnCookie, setLanguageCookie, setOwnCookie } from '../middleware/session.ts';
import { resendAfter } from '../services/sign-in.ts';
import { changeLanguage, getFormData, toUpdateAnswer } from './customer-api.ts';
import { addPath } from './methods.ts';
import { clearPendingSignIn, readPendingSignIn } from './pending-sign-in.ts';
import { readFormFields, readFormParts, takeFields } from './request-body.ts';
import { type PageStatus, sendFailure, sendPage, toSignIn } from './send-page.ts';
import { requestCode, signOut, verifyCode } from './sign-in-api.ts';
import { sealDraft } from './typed-draft.ts';

/** No number is longer; more of what was typed is not sent back. */
const longestNumber = 64;

/** The pages, and what their forms post to: the same services as the API, with another door. */
export function addPages(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { profileForms, env, demo } = dependencies;

  const refuseMethod = (c: AppContext) => sendFailure(c, dependencies, 405);
  const refuseForm = (c: AppContext) => sendFailure(c, dependencies, 400);

  addPath(
    app,
    pagePaths.profile,
    {
      get: async (c) => {
        const customer = c.get('customer');
        if (!customer) return toSignIn(c);
        const notice = takeNotice(c);
        return sendPage(c, dependencies, 200, { profile: await getProfile(c, customer), notice });
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    pagePaths.signIn,
    {
      get: (c) => {
        if (c.get('customer')) return c.redirect(readNext(c), 303);
        return sendCurrentStep(c, c.req.query(changeField) !== undefined, null);
      },
      post: async (c) => {
        const parts = await readFormParts(c);
        if (!parts) return refuseForm(c);
        // Nothing here takes a file.
        const fields = parts.filter((part): part is [string, string] => typeof part[1] === 'string');
        const { taken, others } = takeFields(fields, [customerField, draftField, changeField]);
        // The form of the profile itself comes here when the session is over, see edit-page.ts.
        const isTyped = taken[customerField] !== undefined;
        const draft = isTyped
          ? sealDraft(env.sessionSecret, fields, env.bodyLimit)
          : (taken[draftField] ?? null);
        // Signed in meanwhile, in another tab.
        if (c.get('customer') && draft !== null) return restoreDraft(c);
        if (isTyped || taken[changeField] !== undefined) {
          return sendCurrentStep(c, taken[changeField] !== undefined, draft);
        }
        const { mobile, code } = decodeFormBody(others);
        // The language was changed, which asks for no other code.
        if (draft !== null && mobile === undefined && code === undefined)
          return sendCurrentStep(c, false, draft);
        const pending = readPendingSignIn(c, env.sessionSecret);
        const number = mobile ?? pending?.mobile;
        const typed = typeof number === 'string' ? number.slice(0, longestNumber) : '';

        if (code === undefined) {
          const result = await requestCode(c, dependencies, number);
          if (result.kind === 'sent') {
            if (draft === null) return c.redirect(getSignInUrl(readNext(c)), 303);
            // A redirect would lose it.
            return sendSignIn(c, 200, { step: 'code', mobile: result.mobile, resendIn: resendAfter, draft });
          }
          const step = { step: 'mobile', mobile: typed, draft } as const;
          if (result.kind === 'noNumber') return sendSignIn(c, 422, { ...step, error: 'mobile' });
          c.header('retry-after', String(result.retryAfter));
          return sendSignIn(c, 429, { ...step, error: 'tooOften' });
        }
        const step = { step: 'code', mobile: typed, draft } as const;
        if (code === '') return sendSignIn(c, 422, { ...step, error: 'code' });
        const result = await verifyCode(c, dependencies, number, code);
        if (result.kind === 'signedIn')
          return draft === null ? c.redirect(readNext(c), 303) : restoreDraft(c);
        if (result.kind === 'noNumber') {
          return sendSignIn(c, 422, { ...step, step: 'mobile', error: 'mobile' });
        }
        if (result.kind === 'wrong') return sendSignIn(c, 422, { ...step, error: 'wrongCode' });
        c.header('retry-after', String(result.retryAfter));
        return sendSignIn(c, 429, { ...step, error: 'tooOften' });
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    pagePaths.language,
    {
      post: async (c) => {
        const fields = await readFormFields(c);
        if (!fields) return refuseForm(c);
        const { language: wanted, next, [draftField]: typed } = decodeFormBody(fields);
        const language = findLanguage(typeof wanted === 'string' ? wanted : '');
        if (!language) return refuseForm(c);
        const customer = c.get('customer');
        if (customer) await changeLanguage(dependencies, customer, language);
        setLanguageCookie(c, language);
        const location = toSafeNext(typeof next === 'string' ? next : '');
        // What the page of signing in carries along goes back to it.
        const isCarried = typed !== undefined && location.startsWith(pagePaths.signIn);
        return c.redirect(location, isCarried ? 307 : 303);
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    pagePaths.signOut,
    {
      post: async (c) => {
        await signOut(c, dependencies);
        setLanguageCookie(c, c.get('language'));
        setOwnCookie(c, 'notice', 'signed-out' satisfies Notice, 60);
        return c.redirect(pagePaths.signIn, 303);
      },
    },
    refuseMethod,
  );

  async function getProfile(c: AppContext, customer: Customer): Promise<VersionedProfile> {
    const form = profileForms.get(c.get('language'));
    const data = await getFormData(dependencies, customer, form);
    return { ...toUpdateAnswer(customer, form, data), version: String(customer.version) };
  }

  /** The step of signing in that this browser has got to. */
  function sendCurrentStep(c: AppContext, isChanging: boolean, draft: string | null): Promise<Response> {
    const pending = readPendingSignIn(c, env.sessionSecret);
    if (isChanging) clearPendingSignIn(c);
    const notice = takeNotice(c);
    if (!pending || isChanging) {
      return sendSignIn(c, 200, { step: 'mobile', mobile: pending?.mobile ?? '', draft }, notice);
    }
    const waited = Math.floor((Date.now() - pending.sentAt) / 1000);
    const resendIn = Math.max(0, resendAfter - waited);
    return sendSignIn(c, 200, { step: 'code', mobile: pending.mobile, resendIn, draft });
  }

  function sendSignIn(
    c: AppContext,
    status: PageStatus,
    state: Pick<SignInState, 'step' | 'mobile'> & Partial<SignInState>,
    notice: Notice | null = null,
  ): Promise<Response> {
    const signIn = {
      next: readNext(c),
      draft: null,
      error: null,
      resendIn: 0,
      demoMobile: demo?.mobile ?? null,
      demoCode: state.step === 'code' ? (demo?.sender.getCode(state.mobile) ?? null) : null,
      ...state,
    };
    return sendPage(c, dependencies, status, { signIn, notice });
  }
}

/** Has the browser send the draft that it has just sent to the form, which is drawn with it. */
function restoreDraft(c: AppContext): Response {
  return c.redirect(`${pagePaths.edit}${redrawAddress}`, 307);
}

/** The language switcher may also come back to the sign-in page. */
function toSafeNext(next: string): string {
  const [path, query = ''] = next.split('?');
  if (path !== pagePaths.signIn) return toSafePath(next);
  return getSignInUrl(toSafePath(new URLSearchParams(query).get('next')));
}

function readNext(c: AppContext): string {
  return toSafePath(c.req.query('next'));
}

function getSignInUrl(next: string): string {
  return next === pagePaths.profile
    ? pagePaths.signIn
    : `${pagePaths.signIn}?next=${encodeURIComponent(next)}`;
}

function takeNotice(c: AppContext): Notice | null {
  const notice = getOwnCookie(c, 'notice');
  if (notice === null) return null;
  deleteOwnCookie(c, 'notice');
  return notice === 'saved' || notice === 'signed-out' ? notice : null;
}

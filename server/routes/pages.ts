import type { Hono } from 'hono';
import { decodeFormBody } from '../../shared/form-body.ts';
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
import { changeLanguage, toUpdateAnswer } from './customer-api.ts';
import { addPath } from './methods.ts';
import { clearPendingSignIn, readPendingSignIn } from './pending-sign-in.ts';
import { readFormFields } from './request-body.ts';
import { type PageStatus, sendFailure, sendPage, toSignIn } from './send-page.ts';
import { requestCode, signOut, verifyCode } from './sign-in-api.ts';

/** The pages, and what their forms post to: the same services as the API, with another door. */
export function addPages(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { profileForms, env, demo } = dependencies;

  const refuseMethod = (c: AppContext) => sendFailure(c, dependencies, 405);
  const refuseForm = (c: AppContext) => sendFailure(c, dependencies, 400);

  addPath(
    app,
    pagePaths.profile,
    {
      get: (c) => {
        const customer = c.get('customer');
        if (!customer) return toSignIn(c);
        const notice = takeNotice(c);
        return sendPage(c, dependencies, 200, { profile: getProfile(c, customer), notice });
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
        const pending = readPendingSignIn(c, env.sessionSecret);
        if (c.req.query('change') !== undefined) {
          clearPendingSignIn(c);
          return sendSignIn(c, 200, { step: 'mobile', mobile: pending?.mobile ?? '' });
        }
        const notice = takeNotice(c);
        if (!pending) return sendSignIn(c, 200, { step: 'mobile', mobile: '' }, notice);
        const waited = Math.floor((Date.now() - pending.sentAt) / 1000);
        return sendSignIn(c, 200, {
          step: 'code',
          mobile: pending.mobile,
          resendIn: Math.max(0, resendAfter - waited),
        });
      },
      post: async (c) => {
        const fields = await readFormFields(c);
        if (!fields) return refuseForm(c);
        const { mobile, code } = decodeFormBody(fields);
        const pending = readPendingSignIn(c, env.sessionSecret);
        const number = mobile ?? pending?.mobile;
        const typed = typeof number === 'string' ? number : '';

        if (code === undefined) {
          const result = await requestCode(c, dependencies, number);
          if (result.kind === 'sent') return c.redirect(getSignInUrl(readNext(c)), 303);
          const step = { step: 'mobile', mobile: typed } as const;
          if (result.kind === 'noNumber') return sendSignIn(c, 422, { ...step, error: 'mobile' });
          c.header('retry-after', String(result.retryAfter));
          return sendSignIn(c, 429, { ...step, error: 'tooOften' });
        }
        const step = { step: 'code', mobile: typed } as const;
        if (code === '') return sendSignIn(c, 422, { ...step, error: 'code' });
        const result = await verifyCode(c, dependencies, number, code);
        if (result.kind === 'signedIn') return c.redirect(readNext(c), 303);
        if (result.kind === 'noNumber') {
          return sendSignIn(c, 422, { step: 'mobile', mobile: typed, error: 'mobile' });
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
        const { language: wanted, next } = decodeFormBody(fields);
        const language = findLanguage(typeof wanted === 'string' ? wanted : '');
        if (!language) return refuseForm(c);
        const customer = c.get('customer');
        if (customer) await changeLanguage(dependencies, customer, language);
        setLanguageCookie(c, language);
        return c.redirect(toSafeNext(typeof next === 'string' ? next : ''), 303);
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

  function getProfile(c: AppContext, customer: Customer): VersionedProfile {
    const form = profileForms.get(c.get('language'));
    return { ...toUpdateAnswer(customer, form), version: String(customer.version) };
  }

  function sendSignIn(
    c: AppContext,
    status: PageStatus,
    state: Pick<SignInState, 'step' | 'mobile'> & Partial<SignInState>,
    notice: Notice | null = null,
  ): Promise<Response> {
    const signIn = {
      next: readNext(c),
      error: null,
      resendIn: 0,
      demoMobile: demo?.mobile ?? null,
      demoCode: state.step === 'code' ? (demo?.sender.getCode(state.mobile) ?? null) : null,
      ...state,
    };
    return sendPage(c, dependencies, status, { signIn, notice });
  }
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

import type { Hono } from 'hono';
import { rerenderAddress } from 'schema-form/server';
import { pagePaths, type SignInState, toSafePath } from '../../shared/page.ts';
import { changeField } from '../../shared/sign-in-fields.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import { keepLanguageChoice } from '../http/chosen-language.ts';
import {
  deletePendingSignInCookie,
  getPendingSignInCookie,
  setPendingSignInCookie,
  setSessionCookie,
  takeNotice,
} from '../http/cookies.ts';
import { sendErrorPage } from '../http/errors.ts';
import { readFormParts } from '../http/request-body.ts';
import { type PageStatus, sendPage } from '../http/send-page.ts';
import { getSignInUrl } from '../http/sign-in-url.ts';
import { applySignIn, type SignInOutcome } from '../services/apply-sign-in.ts';
import { readSignInIntent, type SignInIntent } from '../services/read-sign-in-intent.ts';
import { resendAfter } from '../services/sign-in.ts';

/** Adds the sign-in page, whose forms work without script. */
export function addSignInPage(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { demo, profiles } = dependencies;

  addPath(
    app,
    pagePaths.signIn,
    {
      get: (c) => {
        if (c.get('profile')) return c.redirect(readNext(c), 303);
        const isChanging = c.req.query(changeField) !== undefined;
        return apply(c, { kind: isChanging ? 'changeNumber' : 'showStep', carried: null });
      },
      post: async (c) => {
        const parts = await readFormParts(c);
        return parts ? apply(c, readSignInIntent(parts)) : sendErrorPage(c, dependencies, 400);
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );

  async function apply(c: AppContext, intent: SignInIntent): Promise<Response> {
    const isSignedIn = c.get('profile') !== null;
    const visitor = { ...c.var, isSignedIn, pending: getPendingSignInCookie(c) };
    return respond(c, await applySignIn(dependencies, intent, visitor));
  }

  async function respond(c: AppContext, outcome: SignInOutcome): Promise<Response> {
    switch (outcome.kind) {
      case 'restore':
        return redirectToForm(c);
      case 'signedIn':
        setSessionCookie(c, outcome.sessionToken);
        deletePendingSignInCookie(c);
        await keepLanguageChoice(c, profiles, outcome.sessionToken);
        return outcome.sealed === null ? c.redirect(readNext(c), 303) : redirectToForm(c);
      case 'codeSent': {
        const { mobile, sealed } = outcome;
        setPendingSignInCookie(c, outcome.pending);
        if (sealed === null) return c.redirect(getSignInUrl(readNext(c)), 303);
        // A redirect would lose the submission that the page carries.
        return send(c, 200, { step: 'code', mobile, resendIn: resendAfter, draft: sealed });
      }
      case 'shown': {
        const { step, mobile, resendIn, sealed } = outcome;
        if (outcome.forgetsNumber) deletePendingSignInCookie(c);
        return send(c, 200, { step, mobile, resendIn, draft: sealed }, takeNotice(c));
      }
      case 'refused': {
        const { step, mobile, sealed, error, retryAfter } = outcome;
        if (retryAfter !== null) c.header('retry-after', String(retryAfter));
        return send(c, retryAfter === null ? 422 : 429, { step, mobile, draft: sealed, error });
      }
    }
  }

  function send(
    c: AppContext,
    status: PageStatus,
    state: Pick<SignInState, 'step' | 'mobile' | 'draft'> & Partial<SignInState>,
    notice: ReturnType<typeof takeNotice> = null,
  ): Promise<Response> {
    const isCodeStep = state.step === 'code';
    const signIn = {
      next: readNext(c),
      error: null,
      resendIn: 0,
      demoMobile: demo?.mobile ?? null,
      demoCode: isCodeStep ? (demo?.sender.getCode(state.mobile) ?? null) : null,
      ...state,
    };
    return sendPage(c, dependencies, status, { signIn, notice: isCodeStep ? null : notice });
  }
}

/** Makes the browser submit the same fields to the form, which shows them again. */
function redirectToForm(c: AppContext): Response {
  return c.redirect(`${pagePaths.edit}${rerenderAddress}`, 307);
}

function readNext(c: AppContext): string {
  return toSafePath(c.req.query('next'));
}

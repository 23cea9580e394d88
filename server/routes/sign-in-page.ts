import type { Hono } from 'hono';
import { rerenderAddress } from 'schema-form/server';
import { pagePaths, type SignInAnswer, type SignInState, toSafePath } from '../../shared/page.ts';
import { changeField } from '../../shared/sign-in-fields.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { guessCountry } from '../domain/guess-country.ts';
import { formatMobile } from '../domain/mobile.ts';
import { addPath } from '../http/add-path.ts';
import {
  deletePendingSignInCookie,
  getCountryCookie,
  getPendingSignInCookie,
  setCountryCookie,
  setPendingSignInCookie,
  setSessionCookie,
  takeNotice,
} from '../http/cookies.ts';
import { sendErrorPage } from '../http/errors.ts';
import { readFormParts } from '../http/request-body.ts';
import { type PageStatus, sendPage } from '../http/send-page.ts';
import { getSignInUrl } from '../http/sign-in-url.ts';
import { applySignIn, type SignInOutcome } from '../services/apply-sign-in.ts';
import { listCountries } from '../services/list-countries.ts';
import { readSignInIntent, type SignInIntent } from '../services/read-sign-in-intent.ts';
import { resendAfter } from '../services/sign-in.ts';

/**
 * Adds the sign-in page, whose forms work without script. A script sends the same forms, accepts
 * `application/json`, and gets what the page would show instead of the page.
 */
export function addSignInPage(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { demo, env } = dependencies;

  addPath(
    app,
    pagePaths.signIn,
    {
      get: (c) => {
        const profile = c.get('profile');
        if (profile) return leave(c, profile.customerId);
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
    const visitor = {
      ...c.var,
      isSignedIn: c.get('profile') !== null,
      pending: getPendingSignInCookie(c),
      country:
        getCountryCookie(c) ?? guessCountry(c.req.header('accept-language') ?? '', env.defaultCountry),
    };
    return respond(c, await applySignIn(dependencies, intent, visitor));
  }

  function respond(c: AppContext, outcome: SignInOutcome): Response | Promise<Response> {
    switch (outcome.kind) {
      case 'restore':
        return redirectToForm(c);
      case 'signedIn':
        setSessionCookie(c, outcome.sessionToken);
        deletePendingSignInCookie(c);
        return outcome.sealed === null ? leave(c, outcome.customerId) : redirectToForm(c);
      case 'codeSent': {
        const { mobile, country, sealed } = outcome;
        setPendingSignInCookie(c, outcome.pending);
        setCountryCookie(c, country);
        if (sealed === null && !acceptsJson(c)) return c.redirect(getSignInUrl(readNext(c)), 303);
        // A redirect would lose the submission that the page carries.
        return send(c, 200, { step: 'code', mobile, country, resendIn: resendAfter, draft: sealed });
      }
      case 'shown': {
        const { step, mobile, country, resendIn, sealed } = outcome;
        if (outcome.forgetsNumber) deletePendingSignInCookie(c);
        return send(c, 200, { step, mobile, country, resendIn, draft: sealed });
      }
      case 'refused': {
        const { step, mobile, country, sealed, error, retryAfter } = outcome;
        if (retryAfter !== null) c.header('retry-after', String(retryAfter));
        const status = retryAfter === null ? 422 : 429;
        return send(c, status, { step, mobile, country, draft: sealed, error });
      }
    }
  }

  function send(
    c: AppContext,
    status: PageStatus,
    state: Pick<SignInState, 'step' | 'mobile' | 'country' | 'draft'> & Partial<SignInState>,
  ): Response | Promise<Response> {
    const isCodeStep = state.step === 'code';
    const signIn: SignInState = {
      next: readNext(c),
      mobileText: isCodeStep ? formatMobile(state.mobile) : '',
      countries: isCodeStep ? [] : listCountries(c.get('language')),
      hasEnded: c.get('profile') === null && c.get('credentials').sessionToken !== null,
      error: null,
      resendIn: 0,
      demoMobile: demo?.mobile ?? null,
      demoCode: isCodeStep ? (demo?.sender.getCode(state.mobile) ?? null) : null,
      ...state,
    };
    if (acceptsJson(c)) return c.json({ sign_in: signIn } satisfies SignInAnswer, status);
    const notice = isCodeStep || status !== 200 ? null : takeNotice(c);
    return sendPage(c, dependencies, status, { signIn, notice });
  }
}

/** Leads a customer who is signed in to the page that was asked for. */
function leave(c: AppContext, customerId: string): Response {
  const next = readNext(c);
  if (!acceptsJson(c)) return c.redirect(next, 303);
  return c.json({ next, customer_id: customerId } satisfies SignInAnswer);
}

/** Makes the browser submit the same fields to the form, which shows them again. */
function redirectToForm(c: AppContext): Response {
  return c.redirect(`${pagePaths.edit}${rerenderAddress}`, 307);
}

/** Whether a script asks, and not the browser for a page. */
function acceptsJson(c: AppContext): boolean {
  return c.req.header('accept') === 'application/json';
}

function readNext(c: AppContext): string {
  return toSafePath(c.req.query('next'));
}

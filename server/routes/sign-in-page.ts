import type { Hono } from 'hono';
import { rerenderAddress } from 'schema-form/server';
import { getLanguage } from '../../shared/languages.ts';
import { pagePaths, type SignInAnswer, type SignInState, toSafePath } from '../../shared/page.ts';
import { changeField } from '../../shared/sign-in-fields.ts';
import type { Dependencies } from '../dependencies.ts';
import { guessCountry } from '../domain/guess-country.ts';
import { formatMobile } from '../domain/mobile.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { keepLanguageChoice } from '../http/chosen-language.ts';
import {
  deleteKeptSubmission,
  deletePendingSignInCookie,
  getCountryCookie,
  keepSubmission,
  setCountryCookie,
  setPendingSignInCookie,
  setSignedIn,
  takeNotice,
} from '../http/cookies.ts';
import { leaveProvider } from '../http/end-session.ts';
import { sendErrorPage } from '../http/errors.ts';
import { getOidcUrl } from '../http/oidc-url.ts';
import { readFormParts } from '../http/request-body.ts';
import { sendPage } from '../http/send-page.ts';
import { getSignInClient } from '../http/sign-in-client.ts';
import { getSignInUrl } from '../http/sign-in-url.ts';
import { applySignIn, type Refusal, type ShownStep, type SignInOutcome } from '../services/apply-sign-in.ts';
import { listCountries } from '../services/list-countries.ts';
import { readSignInIntent, type SignInIntent } from '../services/read-sign-in-intent.ts';

/**
 * Adds the sign-in page, whose forms work without script. A script sends the same forms, accepts
 * `application/json`, and gets what the page would show instead of the page.
 */
export function addSignInPage(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { demo, env, oidc, profiles } = dependencies;

  addPath(
    app,
    pagePaths.signIn,
    {
      get: (c) => {
        const profile = c.get('profile');
        if (profile) return leave(c, profile.customerId);
        leaveProvider(c, dependencies);
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
      ...getSignInClient(c, env.publicOrigin),
      isSignedIn: c.get('profile') !== null,
      country: getCountryCookie(c) ?? guessCountry(c.req.header('accept-language') ?? '', env.defaultCountry),
    };
    return respond(c, await applySignIn(dependencies, intent, visitor));
  }

  async function respond(c: AppContext, outcome: SignInOutcome): Promise<Response> {
    switch (outcome.kind) {
      case 'restore':
        return redirectToForm(c);
      case 'signedIn':
        setSignedIn(c, outcome);
        if (outcome.sealed !== null) deleteKeptSubmission(c);
        await keepLanguageChoice(c, profiles, outcome.session);
        return outcome.sealed === null ? leave(c, outcome.customerId) : redirectToForm(c);
      case 'codeSent':
        setPendingSignInCookie(c, outcome.pending);
        setCountryCookie(c, outcome.country);
        // A redirect would lose the submission that the page carries.
        return outcome.sealed === null && !acceptsJson(c)
          ? c.redirect(getSignInUrl(readNext(c)), 303)
          : send(c, 200, outcome);
      case 'shown':
        if (outcome.forgetsNumber) deletePendingSignInCookie(c);
        return send(c, 200, outcome);
      case 'locked':
        return send(c, 200, outcome, outcome);
      case 'refused':
        if (outcome.retryAfter !== null) c.header('retry-after', String(outcome.retryAfter));
        return send(c, outcome.retryAfter === null ? 422 : 429, outcome, outcome);
    }
  }

  function send(
    c: AppContext,
    status: 200 | 422 | 429,
    { step, mobile, country, codeLength, resendIn, sealed }: ShownStep,
    refusal: Refusal | null = null,
  ): Response | Promise<Response> {
    const isCodeStep = step === 'code';
    // The way by the OpenID provider carries no form.
    if (oidc && sealed !== null) keepSubmission(c, sealed);
    const signIn: SignInState = {
      step,
      mobile,
      mobileText: isCodeStep ? formatMobile(mobile) : '',
      country,
      countries: isCodeStep ? [] : listCountries(getLanguage(c.get('languages'), c.get('language')).locale),
      hasEnded: c.get('profile') === null && c.get('credentials').sessionToken !== null,
      next: readNext(c),
      draft: sealed,
      error: refusal?.error ?? null,
      triesLeft: refusal?.triesLeft ?? null,
      opensIn: refusal?.retryAfter ?? null,
      resendIn,
      codeLength,
      canStay: env.keepSignedIn && env.backend === null,
      oidcUrl: oidc && getOidcUrl(readNext(c)),
      demoMobile: demo?.mobile ?? null,
      demoCode: isCodeStep ? (demo?.sender.getCode(mobile) ?? null) : null,
    };
    if (acceptsJson(c)) return c.json({ sign_in: signIn } satisfies SignInAnswer, status);
    const notice = takeNotice(c);
    return sendPage(c, dependencies, status, { signIn, notice: isCodeStep || refusal ? null : notice });
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

/** Returns whether a script asks, and not the browser for a page. */
function acceptsJson(c: AppContext): boolean {
  return c.req.header('accept') === 'application/json';
}

function readNext(c: AppContext): string {
  return toSafePath(c.req.query('next'));
}

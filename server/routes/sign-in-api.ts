import type { Hono } from 'hono';
import {
  apiPaths,
  type DemoCodeAnswer,
  demoCodePath,
  type LoginAnswer,
  type VerifyAnswer,
  type WrongCodeAnswer,
} from '../../shared/customer-api.ts';
import { getExampleMobile } from '../../shared/page.ts';
import type { Dependencies } from '../dependencies.ts';
import { countries } from '../domain/mobile.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { keepLanguageChoice } from '../http/chosen-language.ts';
import { getPendingSignInCookie, setPendingSignInCookie, setSignedIn } from '../http/cookies.ts';
import { endSession } from '../http/end-session.ts';
import { apiError, apiErrorWithRetry, createApiMethodError } from '../http/errors.ts';
import { isTrue, readBody } from '../http/request-body.ts';
import { getSignInClient } from '../http/sign-in-client.ts';
import { usualCodeLength } from '../services/pending-sign-ins.ts';

/** Adds the endpoints of signing in and out. The sign-in page offers the same to browsers without script. */
export function addSignInApi(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { env, getTexts, demo, profiles, signIn, pendingSignIns } = dependencies;
  const refuseMethod = createApiMethodError(dependencies);
  const example = getExampleMobile(countries, env.defaultCountry);

  const login = async (c: AppContext) => {
    const { app: text } = getTexts(c.get('language'));
    const body = await readBody(c);
    if (body.kind === 'refused') return apiError(c, body.status, text(body.text));
    const result = await signIn.requestCode(body.value.mobile, getSignInClient(c, env.publicOrigin));
    if (result.kind === 'noNumber') return apiError(c, 400, text('signIn.error.mobile', { example }));
    if (result.kind === 'tooOften') {
      return apiErrorWithRetry(c, 429, text('signIn.error.tooOften'), result.retryAfter);
    }
    setPendingSignInCookie(c, result.pending);
    return c.json({
      expires_in: result.expiresIn,
      resend_in: result.resendAfter,
      code_length: result.codeLength,
      request_id: result.requestId,
    } satisfies LoginAnswer);
  };

  const verify = async (c: AppContext) => {
    const { app: text } = getTexts(c.get('language'));
    const body = await readBody(c);
    if (body.kind === 'refused') return apiError(c, body.status, text(body.text));
    const { mobile, code, request_id: requestId, keep_signed_in: keep } = body.value;
    if (code === undefined || code === '') {
      const length = pendingSignIns.open(getPendingSignInCookie(c))?.codeLength ?? usualCodeLength;
      return apiError(c, 400, text('signIn.error.code', { length }));
    }
    const typed = { mobile, code, requestId, keepSignedIn: isTrue(keep) };
    const result = await signIn.verifyCode(typed, getSignInClient(c, env.publicOrigin), false);
    if (result.kind === 'noNumber') return apiError(c, 400, text('signIn.error.mobile', { example }));
    if (result.kind === 'tooOften') {
      return apiErrorWithRetry(c, 429, text('signIn.error.tooOften'), result.retryAfter);
    }
    if (result.kind === 'wrong') {
      const answer: WrongCodeAnswer = {
        error_message: text('signIn.error.wrongCode'),
        ...(result.triesLeft !== null && { tries_left: result.triesLeft }),
      };
      return c.json(answer, 401);
    }
    setSignedIn(c, result);
    await keepLanguageChoice(c, profiles, result.session);
    return c.json({ customer_id: result.customerId } satisfies VerifyAnswer);
  };

  const logout = async (c: AppContext) => {
    const body = await readBody(c);
    const everywhere = body.kind === 'object' && isTrue(body.value.everywhere);
    await endSession(c, dependencies, { everywhere, leavesProvider: false });
    return c.body(null, 204);
  };

  const getDemoCode = (c: AppContext) => {
    const pending = pendingSignIns.open(getPendingSignInCookie(c));
    const code = pending && demo ? demo.sender.getCode(pending.mobile) : null;
    return c.json({ code } satisfies DemoCodeAnswer);
  };

  addPath(app, apiPaths.login, { post: login }, refuseMethod);
  addPath(app, apiPaths.verify, { post: verify }, refuseMethod);
  addPath(app, apiPaths.logout, { post: logout }, refuseMethod);
  if (demo) addPath(app, demoCodePath, { get: getDemoCode }, refuseMethod);
}

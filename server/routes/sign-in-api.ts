import type { Hono } from 'hono';
import {
  apiPaths,
  type DemoCodeAnswer,
  demoCodePath,
  type LoginAnswer,
  type VerifyAnswer,
} from '../../shared/customer-api.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import { keepLanguageChoice } from '../http/chosen-language.ts';
import {
  deletePendingSignInCookie,
  deleteSessionCookie,
  getPendingSignInCookie,
  setPendingSignInCookie,
  setSessionCookie,
} from '../http/cookies.ts';
import { apiError, apiErrorWithRetry, createApiMethodError } from '../http/errors.ts';
import { readBody } from '../http/request-body.ts';
import { codeLifetime } from '../services/pending-sign-ins.ts';
import { resendAfter } from '../services/sign-in.ts';

/** Adds the endpoints of signing in and out. The sign-in page offers the same to browsers without script. */
export function addSignInApi(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { texts, demo, profiles, signIn, pendingSignIns } = dependencies;
  const refuseMethod = createApiMethodError(dependencies);

  const login = async (c: AppContext) => {
    const { app: text } = texts[c.get('language')];
    const body = await readBody(c);
    if (body.kind === 'refused') return apiError(c, body.status, text(body.text));
    const result = await signIn.requestCode(body.value.mobile, c.var);
    if (result.kind === 'noNumber') return apiError(c, 400, text('signIn.error.mobile'));
    if (result.kind === 'tooOften') {
      return apiErrorWithRetry(c, 429, text('signIn.error.tooOften'), result.retryAfter);
    }
    setPendingSignInCookie(c, result.pending);
    return c.json({ expires_in: codeLifetime, resend_in: resendAfter } satisfies LoginAnswer);
  };

  const verify = async (c: AppContext) => {
    const { app: text } = texts[c.get('language')];
    const body = await readBody(c);
    if (body.kind === 'refused') return apiError(c, body.status, text(body.text));
    const { mobile, code } = body.value;
    if (code === undefined || code === '') return apiError(c, 400, text('signIn.error.code'));
    const result = await signIn.verifyCode({ mobile, code }, c.var);
    if (result.kind === 'noNumber') return apiError(c, 400, text('signIn.error.mobile'));
    if (result.kind === 'tooOften') {
      return apiErrorWithRetry(c, 429, text('signIn.error.tooOften'), result.retryAfter);
    }
    if (result.kind === 'wrong') return apiError(c, 401, text('signIn.error.wrongCode'));
    setSessionCookie(c, result.sessionToken);
    deletePendingSignInCookie(c);
    await keepLanguageChoice(c, profiles, result.sessionToken);
    return c.json({ customer_id: result.customerId } satisfies VerifyAnswer);
  };

  const logout = async (c: AppContext) => {
    await profiles.end(c.get('credentials'));
    deleteSessionCookie(c);
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

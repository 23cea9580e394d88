import type { Hono } from 'hono';
import { type JsonValue, toAsciiDigits } from 'schema-form/server';
import {
  apiPaths,
  type DemoCodeAnswer,
  demoCodePath,
  type LoginAnswer,
  type VerifyAnswer,
} from '../../shared/customer-api.ts';
import type { AppContext, AppEnv, Dependencies } from '../app-env.ts';
import { parseMobile } from '../domain/mobile.ts';
import { deleteOwnCookie, getSessionToken, setSessionCookie } from '../middleware/session.ts';
import { codeLifetime, resendAfter } from '../services/sign-in.ts';
import { apiError } from './customer-api.ts';
import { addPath } from './methods.ts';
import { clearPendingSignIn, readPendingSignIn, writePendingSignIn } from './pending-sign-in.ts';
import { readBody } from './request-body.ts';

/** Signing in and out, for scripts. `routes/pages.ts` has the same two steps for forms. */
export function addSignInApi(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { texts, demo, env } = dependencies;
  const refuseMethod = (c: AppContext) => apiError(c, 405, texts[c.get('language')].app('api.method'));

  const login = async (c: AppContext) => {
    const { app: text } = texts[c.get('language')];
    const body = await readBody(c);
    if (body.kind === 'refused') return apiError(c, body.status, text(body.text));
    const result = await requestCode(c, dependencies, body.value.mobile);
    if (result.kind === 'noNumber') return apiError(c, 400, text('signIn.error.mobile'));
    if (result.kind === 'tooOften') return tooOften(c, result.retryAfter, text('signIn.error.tooOften'));
    return c.json({ expires_in: codeLifetime, resend_in: resendAfter } satisfies LoginAnswer);
  };

  const verify = async (c: AppContext) => {
    const { app: text } = texts[c.get('language')];
    const body = await readBody(c);
    if (body.kind === 'refused') return apiError(c, body.status, text(body.text));
    const { mobile, code } = body.value;
    if (code === undefined || code === '') return apiError(c, 400, text('signIn.error.code'));
    const result = await verifyCode(c, dependencies, mobile, code);
    if (result.kind === 'noNumber') return apiError(c, 400, text('signIn.error.mobile'));
    if (result.kind === 'tooOften') return tooOften(c, result.retryAfter, text('signIn.error.tooOften'));
    if (result.kind === 'wrong') return apiError(c, 401, text('signIn.error.wrongCode'));
    return c.json({ customer_id: result.customerId } satisfies VerifyAnswer);
  };

  addPath(app, apiPaths.login, { post: login }, refuseMethod);
  addPath(app, apiPaths.verify, { post: verify }, refuseMethod);
  addPath(
    app,
    apiPaths.logout,
    {
      post: async (c) => {
        await signOut(c, dependencies);
        return c.body(null, 204);
      },
    },
    refuseMethod,
  );
  if (demo) {
    addPath(
      app,
      demoCodePath,
      {
        get: async (c) => {
          const pending = readPendingSignIn(c, env.sessionSecret);
          const code = pending ? demo.sender.getCode(pending.mobile) : null;
          return c.json({ code } satisfies DemoCodeAnswer);
        },
      },
      refuseMethod,
    );
  }
}

function tooOften(c: AppContext, retryAfter: number, message: string): Response {
  c.header('retry-after', String(retryAfter));
  return apiError(c, 429, message);
}

type CodeRequest =
  | { kind: 'sent'; mobile: string }
  | { kind: 'noNumber' }
  | { kind: 'tooOften'; retryAfter: number };

/** The first step: sends a code, and remembers in the browser to which number. */
export async function requestCode(
  c: AppContext,
  { env, signIn }: Dependencies,
  typed: JsonValue | undefined,
): Promise<CodeRequest> {
  const mobile = readMobile(typed, env.defaultCountry);
  if (mobile === null) return { kind: 'noNumber' };
  const refusal = await signIn.requestCode(mobile, c.get('address'), c.get('language'));
  if (refusal) return { kind: 'tooOften', ...refusal };
  writePendingSignIn(c, env.sessionSecret, mobile);
  return { kind: 'sent', mobile };
}

type CodeVerification =
  | { kind: 'signedIn'; customerId: string }
  | { kind: 'noNumber' }
  | { kind: 'wrong' }
  | { kind: 'tooOften'; retryAfter: number };

/** The second step: starts a session for the right code. */
export async function verifyCode(
  c: AppContext,
  { env, signIn, sessions }: Dependencies,
  typed: JsonValue | undefined,
  code: JsonValue,
): Promise<CodeVerification> {
  const mobile = readMobile(typed, env.defaultCountry);
  if (mobile === null) return { kind: 'noNumber' };
  const typedCode = typeof code === 'string' || typeof code === 'number' ? String(code) : '';
  const digits = toAsciiDigits(typedCode).replaceAll(/[\s-]/g, '').slice(0, 32);
  const result = await signIn.verifyCode(mobile, digits, c.get('address'));
  if (result === null) return { kind: 'wrong' };
  if (typeof result !== 'string') return { kind: 'tooOften', ...result };
  setSessionCookie(c, await sessions.start(result, getSessionToken(c)));
  clearPendingSignIn(c);
  return { kind: 'signedIn', customerId: result };
}

function readMobile(typed: JsonValue | undefined, country: Dependencies['env']['defaultCountry']) {
  return typeof typed === 'string' ? parseMobile(typed, country) : null;
}

/** Ends the session here and on the server. */
export async function signOut(c: AppContext, { sessions }: Dependencies): Promise<void> {
  const token = getSessionToken(c);
  if (token) await sessions.end(token);
  deleteOwnCookie(c, 'session');
}

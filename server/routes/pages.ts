import type { Hono } from 'hono';
import { addError } from '../../shared/error-texts.ts';
import {
  decodeFormBody,
  getTopKey,
  readChosenBranches,
  redrawAddress,
  showField,
} from '../../shared/form-body.ts';
import { followChoices } from '../../shared/hidden-values.ts';
import type { ErrorSchema } from '../../shared/json-schema.ts';
import { findLanguage } from '../../shared/languages.ts';
import { changeList, getListProperty } from '../../shared/list-changes.ts';
import {
  type Notice,
  type PageRequest,
  type PageState,
  pagePaths,
  type SignInState,
  toSafePath,
  type VersionedProfile,
  versionField,
} from '../../shared/page.ts';
import { getMoveErrors, readMove, stayAt, stepFields } from '../../shared/steps.ts';
import type { AppContext, AppEnv, Dependencies } from '../app-env.ts';
import type { Customer } from '../domain/customer.ts';
import { deleteOwnCookie, getOwnCookie, setLanguageCookie, setOwnCookie } from '../middleware/session.ts';
import type { FieldFault } from '../services/files.ts';
import type { LanguageForm } from '../services/profile-forms.ts';
import { judgePayload, saveProfile } from '../services/save-profile.ts';
import { resendAfter } from '../services/sign-in.ts';
import type { FileInfo } from '../store/store.ts';
import { changeLanguage, toUpdateAnswer } from './customer-api.ts';
import { addPath } from './methods.ts';
import { clearPendingSignIn, readPendingSignIn } from './pending-sign-in.ts';
import { readFormFields, readFormParts, takeFields } from './request-body.ts';
import { requestCode, signOut, verifyCode } from './sign-in-api.ts';

type PageStatus = 200 | 400 | 403 | 404 | 405 | 412 | 413 | 422 | 429 | 500;

/** The pages, and what their forms post to: the same services as the API, with another door. */
export function addPages(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { store, files, profileForms, texts, env, demo } = dependencies;

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
    pagePaths.edit,
    {
      get: (c) => {
        const customer = c.get('customer');
        if (!customer) return toSignIn(c);
        return sendPage(c, dependencies, 200, { profile: getProfile(c, customer) });
      },
      post: async (c) => {
        const customer = c.get('customer');
        if (!customer) return toSignIn(c);
        const parts = await readFormParts(c);
        if (!parts) return refuseForm(c);
        const form = profileForms.get(c.get('language'));
        const { fields, faults } = await files.keepAll(customer.customer_id, parts, form);
        const own = form.mayHaveFiles ? await store.files.list(customer.customer_id) : [];
        if (c.req.query(redrawQuery) !== undefined) return redraw(c, customer, { fields, faults, own });
        const { taken, others } = takeFields(fields, [versionField, ...Object.values(stepFields)]);
        const version = taken[versionField] || null;
        const { payload, chosen } = readEditForm(form, others);
        const sent = { payload, form, texts: texts[c.get('language')], faults, chosen };
        const changed = changeList(payload, fields);
        const list = getListProperty(fields);
        if (changed && list !== null) {
          const { typed } = judgePayload(customer, { ...sent, payload: changed }, own);
          // A new entry is blank, and stays.
          const data = { ...typed, [list]: changed[list] ?? null };
          const answer = toUpdateAnswer(customer, form, data, toErrors(faults));
          return sendPage(c, dependencies, answer.has_errors ? 422 : 200, {
            profile: { ...answer, version: version ?? String(customer.version) },
            // Entries have other places now: their branches are told by what is in them.
            posted: {},
            move: stayAt(form.ui_schema, list),
          });
        }
        const move = readMove(taken);
        if (move) {
          const { typed, errors } = judgePayload(customer, sent, own);
          const answer = toUpdateAnswer(customer, form, typed, getMoveErrors(errors, form.ui_schema, move));
          const profile = { ...answer, version: version ?? String(customer.version) };
          return sendPage(c, dependencies, answer.has_errors ? 422 : 200, { profile, move, posted: chosen });
        }
        const result = await saveProfile(store, {
          ...sent,
          customerId: customer.customer_id,
          expectedVersions: version === null ? null : [version],
        });
        if (!result) return toSignIn(c);
        if (result.kind === 'saved') {
          setOwnCookie(c, 'notice', 'saved' satisfies Notice, 60);
          return c.redirect(pagePaths.profile, 303);
        }
        if (result.kind === 'invalid') {
          const { typed } = judgePayload(result.customer, sent, own);
          const answer = toUpdateAnswer(result.customer, form, typed, result.errors);
          // The version stays the one that was posted: between a fault and its mending somebody
          // else may have saved.
          const profile = { ...answer, version: version ?? String(result.customer.version) };
          return sendPage(c, dependencies, 422, { profile, posted: chosen });
        }
        const { typed } = judgePayload(result.customer, sent, own);
        const answer = toUpdateAnswer(result.customer, form, typed);
        const profile = { ...answer, version: String(result.customer.version) };
        return sendPage(c, dependencies, 412, { profile, isConflict: true, posted: chosen });
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

  /** The form with what is filled in, where no script draws it anew: in another language, with other fields. */
  async function redraw(
    c: AppContext,
    customer: Customer,
    { fields, faults, own }: PostedParts,
  ): Promise<Response> {
    const { taken, others } = takeFields(fields, [versionField, showField, 'language']);
    const before = profileForms.get(c.get('language'));
    const { payload, chosen } = readEditForm(before, others);
    const language = findLanguage(taken.language ?? '');
    let current = customer;
    if (language) {
      current = (await changeLanguage(dependencies, customer, language)) ?? customer;
      setLanguageCookie(c, language);
      c.set('language', language);
      // Who has just chosen another one does not mean the one that the form still holds.
      if (payload.language === customer.language) payload.language = language;
    }
    const form = profileForms.get(c.get('language'));
    const { typed } = judgePayload(current, { payload, form, texts: texts[c.get('language')], chosen }, own);
    // The language is a change too, but nobody else's.
    const isOwn = [undefined, '', String(customer.version)].includes(taken[versionField]);
    const version = (isOwn ? null : taken[versionField]) ?? String(current.version);
    return sendPage(c, dependencies, 200, {
      profile: { ...toUpdateAnswer(current, form, typed, toErrors(faults)), version },
      posted: chosen,
      move: stayAt(form.ui_schema, getTopKey(taken[showField] ?? '')),
    });
  }

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

/** What the form of the profile posted, its files kept. */
interface PostedParts {
  fields: readonly [string, string][];
  faults: readonly FieldFault[];
  /** The files that the customer has. */
  own: readonly FileInfo[];
}

function toErrors(faults: readonly FieldFault[]): ErrorSchema {
  const errors: ErrorSchema = {};
  for (const { path, text } of faults) addError(errors, path, text);
  return errors;
}

/** What the form of the profile sends without script, but for the fields that are not the profile's. */
function readEditForm({ schema }: LanguageForm, fields: readonly [string, string][]) {
  const chosen = readChosenBranches(fields);
  return { payload: followChoices(schema, decodeFormBody(fields), chosen), chosen };
}

const redrawQuery = redrawAddress.slice(1);

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

/** Sends a visitor to sign in, and back here afterwards. */
export function toSignIn(c: AppContext): Response {
  const { pathname, search } = new URL(c.req.url);
  const next = encodeURIComponent(toSafePath(pathname + search));
  return c.redirect(`${pagePaths.signIn}?next=${next}`, 303);
}

function takeNotice(c: AppContext): Notice | null {
  const notice = getOwnCookie(c, 'notice');
  if (notice === null) return null;
  deleteOwnCookie(c, 'notice');
  return notice === 'saved' || notice === 'signed-out' ? notice : null;
}

/** An error page in the program's own design. */
export function sendFailure(
  c: AppContext,
  dependencies: Dependencies,
  failure: Exclude<PageStatus, 200 | 412 | 422 | 429>,
): Promise<Response> {
  return sendPage(c, dependencies, failure, { failure });
}

/** Sends a page: what it shows, beside what is the same for all. */
export async function sendPage(
  c: AppContext,
  { renderer, profileForms, demo }: Dependencies,
  status: PageStatus,
  { profile = null, validators, ...parts }: PageParts,
): Promise<Response> {
  const language = c.get('language');
  const { pathname, search } = new URL(c.req.url);
  const html = await renderer.render({
    path: pathname.replace(/\/+$/, '') || '/',
    search,
    state: {
      language,
      isSignedIn: c.get('customer') !== null,
      isDemo: demo !== null,
      notice: null,
      failure: null,
      isConflict: false,
      posted: null,
      move: null,
      signIn: null,
      playground: null,
      ...parts,
    },
    profile,
    validators: validators ?? (profile && profileForms.get(language).functions),
  });
  return c.html(html, status);
}

type PageParts = Partial<PageState> & { profile?: VersionedProfile | null } & Partial<
    Pick<PageRequest, 'validators'>
  >;

import type { Hono } from 'hono';
import {
  addError,
  changeList,
  type ErrorSchema,
  getListProperty,
  getMoveErrors,
  getTopKey,
  readMove,
  readStep,
  redrawAddress,
  showField,
  stayAt,
  stepFields,
} from 'schema-form/server';
import { customerField } from '../../shared/customer-field.ts';
import { draftField } from '../../shared/draft-fields.ts';
import { findLanguage } from '../../shared/languages.ts';
import { type Notice, pagePaths, versionField } from '../../shared/page.ts';
import type { AppContext, AppEnv, Dependencies } from '../app-env.ts';
import type { Customer } from '../domain/customer.ts';
import { setLanguageCookie, setOwnCookie } from '../middleware/session.ts';
import type { FieldFault } from '../services/files.ts';
import { judgePayload, saveProfile } from '../services/save-profile.ts';
import type { FileInfo } from '../store/store.ts';
import { changeLanguage, getFormData, toUpdateAnswer } from './customer-api.ts';
import { addPath } from './methods.ts';
import { readFormData, readFormParts, takeFields } from './request-body.ts';
import { sendFailure, sendPage, toSignIn } from './send-page.ts';
import { openDraft } from './typed-draft.ts';

/**
 * The form of the profile, and what it posts without script: to be saved, or to come back as it was
 * typed with another step, another entry of a list, the fields of another branch, or in another language.
 */
export function addEditPage(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { env, store, files, profileForms, texts, withPatterns } = dependencies;

  addPath(
    app,
    pagePaths.edit,
    {
      get: async (c) => {
        const customer = c.get('customer');
        if (!customer) return toSignIn(c);
        const form = profileForms.get(c.get('language'));
        const data = await getFormData(dependencies, customer, form);
        const profile = { ...toUpdateAnswer(customer, form, data), version: String(customer.version) };
        return sendPage(c, dependencies, 200, { profile });
      },
      post: async (c) => {
        const customer = c.get('customer');
        const sent = await readFormParts(c);
        // What somebody typed goes along, and comes back: see typed-draft.ts.
        if (!customer) return toSignIn(c, sent?.some(([name]) => name === customerField) ? 307 : 303);
        if (!sent) return sendFailure(c, dependencies, 400);
        const [, sealed] = sent.find(([name]) => name === draftField) ?? [];
        const parts = sealed === undefined ? sent : openDraft(env.sessionSecret, String(sealed));
        // Too old, or typed by another customer who was signed in here before: nobody else sees or saves it.
        if (!parts || !isOfCustomer(customer, parts)) return c.redirect(pagePaths.edit, 303);
        const form = profileForms.get(c.get('language'));
        const { fields, faults } = await files.keepAll(customer.customer_id, parts, form);
        const own = form.mayHaveFiles ? await store.files.list(customer.customer_id) : [];
        if (sealed !== undefined) return redraw(c, customer, { fields, faults, own }, 'restored');
        if (c.req.query(redrawQuery) !== undefined) return redraw(c, customer, { fields, faults, own });
        const { taken, others } = takeFields(fields, [
          versionField,
          customerField,
          ...Object.values(stepFields),
        ]);
        const version = taken[versionField] || null;
        const { payload, chosen } = await withPatterns(() => readFormData(form, others));
        const judged = { payload, form, texts: texts[c.get('language')], faults, chosen };
        const changed = changeList(payload, fields);
        const list = getListProperty(fields);
        if (changed && list !== null) {
          const { typed } = await withPatterns(() =>
            judgePayload(customer, { ...judged, payload: changed }, own),
          );
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
          const { typed, errors } = await withPatterns(() => judgePayload(customer, judged, own));
          const answer = toUpdateAnswer(customer, form, typed, getMoveErrors(errors, form.ui_schema, move));
          const profile = { ...answer, version: version ?? String(customer.version) };
          return sendPage(c, dependencies, answer.has_errors ? 422 : 200, { profile, move, posted: chosen });
        }
        const result = await saveProfile(dependencies, {
          ...judged,
          customerId: customer.customer_id,
          expectedVersions: version === null ? null : [version],
        });
        if (!result) return toSignIn(c);
        if (result.kind === 'saved') {
          setOwnCookie(c, 'notice', 'saved' satisfies Notice, 60);
          return c.redirect(pagePaths.profile, 303);
        }
        if (result.kind === 'invalid') {
          const answer = toUpdateAnswer(result.customer, form, result.typed, result.errors);
          // The version stays the one that was posted: between a fault and its mending somebody
          // else may have saved.
          const profile = { ...answer, version: version ?? String(result.customer.version) };
          return sendPage(c, dependencies, 422, { profile, posted: chosen });
        }
        const { typed } = await withPatterns(() => judgePayload(result.customer, judged, own));
        const answer = toUpdateAnswer(result.customer, form, typed);
        const profile = { ...answer, version: String(result.customer.version) };
        return sendPage(c, dependencies, 412, { profile, isConflict: true, posted: chosen });
      },
    },
    (c) => sendFailure(c, dependencies, 405),
  );

  /** The form with what is filled in, where no script draws it anew: in another language, with other fields. */
  async function redraw(
    c: AppContext,
    customer: Customer,
    { fields, faults, own }: PostedParts,
    notice: Notice | null = null,
  ): Promise<Response> {
    const names = [versionField, customerField, showField, 'language', ...Object.values(stepFields)] as const;
    const { taken, others } = takeFields(fields, names);
    const before = profileForms.get(c.get('language'));
    const { payload, chosen } = await withPatterns(() => readFormData(before, others));
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
    const { typed } = await withPatterns(() =>
      judgePayload(current, { payload, form, texts: texts[c.get('language')], chosen }, own),
    );
    // The language is a change too, but nobody else's.
    const isOwn = [undefined, '', String(customer.version)].includes(taken[versionField]);
    const version = (isOwn ? null : taken[versionField]) ?? String(current.version);
    return sendPage(c, dependencies, 200, {
      profile: { ...toUpdateAnswer(current, form, typed, toErrors(faults)), version },
      notice,
      posted: chosen,
      move:
        taken[showField] === undefined
          ? readStep(taken)
          : stayAt(form.ui_schema, getTopKey(taken[showField])),
    });
  }
}

const redrawQuery = redrawAddress.slice(1);

/** What the form of the profile posted, its files kept. */
interface PostedParts {
  fields: readonly [string, string][];
  faults: readonly FieldFault[];
  /** The files that the customer has. */
  own: readonly FileInfo[];
}

/** Whether a form is one that this customer was given; those that don't say whose they are count as such. */
function isOfCustomer({ customer_id }: Customer, parts: readonly (readonly [string, string | File])[]) {
  return parts.every(([name, value]) => name !== customerField || value === customer_id);
}

function toErrors(faults: readonly FieldFault[]): ErrorSchema {
  const errors: ErrorSchema = {};
  for (const { path, text } of faults) addError(errors, path, text);
  return errors;
}

import type { Hono } from 'hono';
import { findEditableSection } from 'schema-form/server';
import { customerField } from '../../shared/customer-field.ts';
import { type Notice, pagePaths } from '../../shared/page.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import {
  deleteKeptSubmission,
  getKeptSubmission,
  setLanguageCookie,
  setNotice,
  setUndoCookie,
} from '../http/cookies.ts';
import { sendErrorPage } from '../http/errors.ts';
import { readFormParts } from '../http/request-body.ts';
import { redirectToSignIn, sendPage } from '../http/send-page.ts';
import { applyEdit } from '../services/apply-edit.ts';
import type { EditOutcome } from '../services/edit-outcome.ts';
import { sealBase } from '../services/form-origin.ts';
import type { Profile } from '../services/profiles.ts';
import { readEditIntent } from '../services/read-edit-intent.ts';
import { showStored } from '../services/show-profile.ts';

/** Adds the pages with the form of the profile, whole or one section of it, which work without script. */
export function addEditPage(app: Hono<AppEnv>, dependencies: Dependencies): void {
  for (const path of [pagePaths.edit, `${pagePaths.edit}/:section`]) {
    addPath(
      app,
      path,
      {
        get: async (c) => {
          const profile = c.get('profile');
          if (!profile) return redirectToSignIn(c);
          if (!(await hasSection(c, profile))) return sendErrorPage(c, dependencies, 404);
          const sealed = getKeptSubmission(c);
          if (sealed !== null) {
            const editor = { profile, language: c.get('language') };
            const outcome = await applyEdit(dependencies, { kind: 'restore', sealed }, editor);
            deleteKeptSubmission(c);
            return respond(c, dependencies, outcome);
          }
          return sendForm(c, dependencies, profile, 200, null);
        },
        post: async (c) => {
          const profile = c.get('profile');
          const parts = await readFormParts(c);
          if (!profile) {
            // With 307 the browser submits the form to the sign-in page, which gives it back afterwards.
            return redirectToSignIn(c, parts?.some(([name]) => name === customerField) ? 307 : 303);
          }
          if (!parts) return sendErrorPage(c, dependencies, 400);
          if (!(await hasSection(c, profile))) return sendErrorPage(c, dependencies, 404);
          const intent = readEditIntent(parts, c.req.query());
          const language = c.get('language');
          return respond(c, dependencies, await applyEdit(dependencies, intent, { profile, language }));
        },
      },
      (c) => sendErrorPage(c, dependencies, 405),
    );
  }
}

/** Returns whether the form has the section in the path; true for the path of the whole form. */
async function hasSection(c: AppContext, profile: Profile): Promise<boolean> {
  const section = c.req.param('section');
  if (section === undefined) return true;
  const { form, stored } = await profile.getForm(c.get('language'));
  return findEditableSection({ ...form, data: stored }, section) !== null;
}

/** Sends the page with the stored values in its form. */
async function sendForm(
  c: AppContext,
  dependencies: Dependencies,
  profile: Profile,
  status: 200 | 412,
  notice: Notice | null,
): Promise<Response> {
  const shown = await showStored(dependencies.withPatterns, profile, c.get('language'));
  const base = sealBase(dependencies.sealedBases, profile, shown.profile.form.data);
  return sendPage(c, dependencies, status, { shown, base, notice });
}

async function respond(c: AppContext, dependencies: Dependencies, outcome: EditOutcome): Promise<Response> {
  switch (outcome.kind) {
    case 'saved':
      setNotice(c, 'saved');
      if (outcome.undo !== null) setUndoCookie(c, outcome.undo);
      return c.redirect(pagePaths.profile, 303);
    case 'undone':
      setNotice(c, 'undone');
      return c.redirect(pagePaths.profile, 303);
    case 'undoRefused':
      return sendForm(c, dependencies, outcome.profile, 412, 'undo-refused');
    case 'discarded': {
      const { sealed: discarded, profile } = outcome;
      if (discarded === null) return c.redirect(pagePaths.profile, 303);
      const shown = await showStored(dependencies.withPatterns, profile, c.get('language'));
      return sendPage(c, dependencies, 200, { shown, discarded });
    }
    case 'rejected':
      return c.redirect(pagePaths.edit, 303);
    case 'gone':
      return redirectToSignIn(c);
    case 'unavailable':
      c.header('retry-after', String(outcome.retryAfter));
      return sendErrorPage(c, dependencies, 503);
    case 'rerendered': {
      const { language, isRestored, shown, navigation, chosen, base, stored } = outcome;
      const notice = isRestored ? ('restored' as const) : null;
      const parts = { shown, notice, navigation, chosen, base, stored };
      const before = c.get('language');
      if (!language || language === before) return sendPage(c, dependencies, 200, parts);
      setLanguageCookie(c, language);
      c.set('language', language);
      return sendPage(c, dependencies, 200, { ...parts, languageBefore: before });
    }
    case 'review': {
      const { shown, review } = outcome;
      return sendPage(c, dependencies, review.kind === 'conflict' ? 412 : 200, { shown, review });
    }
    case 'invalid':
    case 'listChanged':
    case 'stepped': {
      const { shown, navigation, chosen, base, stored } = outcome;
      const status = shown.profile.has_errors ? 422 : 200;
      const removed = outcome.kind === 'listChanged' ? outcome.removed : null;
      return sendPage(c, dependencies, status, { shown, navigation, chosen, removed, base, stored });
    }
  }
}

import type { Hono } from 'hono';
import { customerField } from '../../shared/customer-field.ts';
import { pagePaths } from '../../shared/page.ts';
import type { AppContext, AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import { deleteKeptSubmission, getKeptSubmission, setLanguageCookie, setNotice } from '../http/cookies.ts';
import { sendErrorPage } from '../http/errors.ts';
import { readFormParts } from '../http/request-body.ts';
import { redirectToSignIn, sendPage } from '../http/send-page.ts';
import { applyEdit, type EditOutcome } from '../services/apply-edit.ts';
import { readEditIntent } from '../services/read-edit-intent.ts';
import { showStored } from '../services/show-profile.ts';

/** Adds the page with the form of the profile, which works without script. */
export function addEditPage(app: Hono<AppEnv>, dependencies: Dependencies): void {
  addPath(
    app,
    pagePaths.edit,
    {
      get: async (c) => {
        const profile = c.get('profile');
        if (!profile) return redirectToSignIn(c);
        const sealed = getKeptSubmission(c);
        if (sealed !== null) {
          const editor = { profile, language: c.get('language') };
          const outcome = await applyEdit(dependencies, { kind: 'restore', sealed }, editor);
          deleteKeptSubmission(c);
          return respond(c, dependencies, outcome);
        }
        const shown = await showStored(dependencies.withPatterns, profile, c.get('language'));
        return sendPage(c, dependencies, 200, { shown });
      },
      post: async (c) => {
        const profile = c.get('profile');
        const parts = await readFormParts(c);
        if (!profile) {
          // With 307 the browser submits the form to the sign-in page, which gives it back afterwards.
          return redirectToSignIn(c, parts?.some(([name]) => name === customerField) ? 307 : 303);
        }
        if (!parts) return sendErrorPage(c, dependencies, 400);
        const intent = readEditIntent(parts, c.req.query());
        const language = c.get('language');
        return respond(c, dependencies, await applyEdit(dependencies, intent, { profile, language }));
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );
}

function respond(
  c: AppContext,
  dependencies: Dependencies,
  outcome: EditOutcome,
): Response | Promise<Response> {
  switch (outcome.kind) {
    case 'saved':
      setNotice(c, 'saved');
      return c.redirect(pagePaths.profile, 303);
    case 'rejected':
      return c.redirect(pagePaths.edit, 303);
    case 'gone':
      return redirectToSignIn(c);
    case 'unavailable':
      c.header('retry-after', String(outcome.retryAfter));
      return sendErrorPage(c, dependencies, 503);
    case 'rerendered': {
      const { language, isRestored, shown, move, chosen } = outcome;
      if (language) {
        setLanguageCookie(c, language);
        c.set('language', language);
      }
      const notice = isRestored ? 'restored' : null;
      return sendPage(c, dependencies, 200, { shown, notice, move, chosen });
    }
    case 'conflict':
      return sendPage(c, dependencies, 412, {
        shown: outcome.shown,
        isConflict: true,
        chosen: outcome.chosen,
      });
    case 'invalid':
    case 'listChanged':
    case 'stepped': {
      const { shown, move, chosen } = outcome;
      return sendPage(c, dependencies, shown.profile.has_errors ? 422 : 200, { shown, move, chosen });
    }
  }
}

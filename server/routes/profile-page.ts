import type { Hono } from 'hono';
import { pagePaths } from '../../shared/page.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppEnv } from '../http/app-env.ts';
import { takeNotice, takeUndoCookie } from '../http/cookies.ts';
import { sendErrorPage } from '../http/errors.ts';
import { redirectToSignIn, sendPage } from '../http/send-page.ts';
import { showStored } from '../services/show-profile.ts';
import { readSaved } from '../services/undo-edit.ts';

/** Adds the page that shows the profile. */
export function addProfilePage(app: Hono<AppEnv>, dependencies: Dependencies): void {
  addPath(
    app,
    pagePaths.profile,
    {
      get: async (c) => {
        const profile = c.get('profile');
        if (!profile) return redirectToSignIn(c);
        const notice = takeNotice(c);
        const undo = takeUndoCookie(c);
        const shown = await showStored(dependencies.withPatterns, profile, c.get('language'));
        const saved =
          undo === null ? null : await readSaved(dependencies, profile, shown.profile.form.data, undo);
        return sendPage(c, dependencies, 200, { shown, notice, saved });
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );
}

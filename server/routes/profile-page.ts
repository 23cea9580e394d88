import type { Hono } from 'hono';
import { pagePaths } from '../../shared/page.ts';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import { takeNotice } from '../http/cookies.ts';
import { sendErrorPage } from '../http/errors.ts';
import { redirectToSignIn, sendPage } from '../http/send-page.ts';
import { showStored } from '../services/show-profile.ts';

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
        const shown = await showStored(dependencies.withPatterns, profile, c.get('language'));
        return sendPage(c, dependencies, 200, { shown, notice });
      },
    },
    (c) => sendErrorPage(c, dependencies, 405),
  );
}

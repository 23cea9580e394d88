import type { Hono } from 'hono';
import { apiPaths, type LanguageAnswer } from '../../shared/customer-api.ts';
import { findLanguage, isLanguageCode, type Language } from '../../shared/languages.ts';
import type { Dependencies } from '../dependencies.ts';
import { addPath } from '../http/add-path.ts';
import type { AppContext, AppEnv } from '../http/app-env.ts';
import { setLanguageChoice, setLanguageCookie } from '../http/cookies.ts';
import { apiError, apiErrorWithRetry, createApiMethodError, notAuthenticated } from '../http/errors.ts';
import { readIfMatch } from '../http/if-match.ts';
import { readBody } from '../http/request-body.ts';
import type { Profile, SaveResult } from '../services/profiles.ts';
import { type ShownProfile, showProfile, showStored, toUpdateAnswer } from '../services/show-profile.ts';

/** Adds the three endpoints of the Customer API: read, update, language. */
export function addCustomerApi(app: Hono<AppEnv>, dependencies: Dependencies): void {
  const { profiles, getTexts, withPatterns } = dependencies;
  const refuseMethod = createApiMethodError(dependencies);

  addPath(
    app,
    apiPaths.customer,
    {
      get: (c) => {
        const profile = c.get('profile');
        return profile ? c.json(profile.customer) : notAuthenticated(c);
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    apiPaths.update,
    {
      get: (c) => {
        const profile = c.get('profile');
        return profile ? sendStored(c, 200, profile) : notAuthenticated(c);
      },
      post: async (c) => {
        const profile = c.get('profile');
        if (!profile) return notAuthenticated(c);
        const language = c.get('language');
        const body = await readBody(c);
        if (body.kind === 'refused') return apiError(c, body.status, getTexts(language).app(body.text));
        const payload = body.value;
        if (Object.keys(payload).length === 0) return sendStored(c, 200, profile);
        const { form } = await profile.getForm(language);
        const expectedVersions = readIfMatch(c);
        const request = { payload, form, texts: getTexts(language), expectedVersions };
        return respond(c, await profiles.save(profile, request));
      },
    },
    refuseMethod,
  );

  addPath(
    app,
    apiPaths.language,
    {
      get: (c) => c.json({ language: c.get('language'), error_message: null }),
      post: async (c) => {
        const current = c.get('language');
        const { app: text } = getTexts(current);
        const body = await readBody(c);
        if (body.kind === 'refused') return apiError(c, body.status, text(body.text));
        const { language: wanted } = body.value;
        const refuse = (message: string) => c.json({ language: current, error_message: message }, 400);
        if (typeof wanted !== 'string' || wanted === '') return refuse(text('api.noLanguage'));
        if (!isLanguageCode(wanted)) return refuse(text('api.notLanguage'));
        const language = findLanguage(c.get('languages'), wanted);
        const profile = c.get('profile');
        if (profile && !language) return refuse(text('api.unknownLanguage', { language: wanted }));
        if (language) {
          const changed = await profiles.setLanguage(profile, language);
          // A remote backend may know fewer languages than the page.
          if (changed && changed.language !== language) {
            return refuse(text('api.unknownLanguage', { language }));
          }
          setLanguageCookie(c, language);
          if (!profile) setLanguageChoice(c, language);
        }
        return c.json({ language: profile ? language : wanted } as LanguageAnswer);
      },
    },
    refuseMethod,
  );

  async function respond(c: AppContext, result: SaveResult): Promise<Response> {
    const language = c.get('language');
    switch (result.kind) {
      case 'saved':
        // The answer is in the language that the customer has now.
        return sendStored(c, 200, result.profile, result.profile.language ?? language);
      case 'invalid': {
        const { profile, echo: data, errors } = result;
        const { form } = await profile.getForm(language);
        return send(c, 200, showProfile(profile, { form, data, errors }));
      }
      case 'conflict':
        return sendStored(c, 412, result.profile);
      case 'gone':
        return notAuthenticated(c);
      case 'unavailable':
        return apiErrorWithRetry(c, 503, getTexts(language).app('api.busy'), result.retryAfter);
    }
  }

  async function sendStored(
    c: AppContext,
    status: 200 | 412,
    profile: Profile,
    language: Language = c.get('language'),
  ): Promise<Response> {
    return send(c, status, await showStored(withPatterns, profile, language));
  }
}

function send(c: AppContext, status: 200 | 412, shown: ShownProfile): Response {
  c.header('etag', `"${shown.profile.version}"`);
  return c.json(toUpdateAnswer(shown), status);
}

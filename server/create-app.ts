import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { filesPath } from 'schema-form/server';
import { apiPaths, openApiPath } from '../shared/customer-api.ts';
import { findEditedSection, pagePaths, trimSlashes } from '../shared/page.ts';
import type { Dependencies } from './dependencies.ts';
import { getMediaType } from './domain/media-type.ts';
import type { AppContext, AppEnv } from './http/app-env.ts';
import { handleError, sendError } from './http/errors.ts';
import { auditContext } from './middleware/audit-context.ts';
import { limitBodies } from './middleware/body-limits.ts';
import { clientAddress } from './middleware/client-address.ts';
import { getVisitorLanguage, loadProfile } from './middleware/load-profile.ts';
import { requireLoopbackHost } from './middleware/loopback-host.ts';
import { rateLimitHeaders } from './middleware/rate-limit-headers.ts';
import { relayBackendCookies } from './middleware/relay-backend-cookies.ts';
import { rememberLanguage } from './middleware/remember-language.ts';
import { requestLog } from './middleware/request-log.ts';
import { requireSameOrigin } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { shedLoad } from './middleware/shed-load.ts';
import { closeUnreadBody } from './middleware/unread-body.ts';
import { addAssets } from './routes/assets.ts';
import { addBackendSignIn } from './routes/backend-sign-in.ts';
import { addCspReports } from './routes/csp-reports.ts';
import { addCustomerApi } from './routes/customer-api.ts';
import { addEditPage } from './routes/edit-page.ts';
import { addFiles, refuseFiles } from './routes/files.ts';
import { addHealth } from './routes/health.ts';
import { addOidcSignIn } from './routes/oidc-sign-in.ts';
import { addOpenApi } from './routes/open-api.ts';
import { addPageActions } from './routes/page-actions.ts';
import { addPlayground } from './routes/playground.ts';
import { addProfilePage } from './routes/profile-page.ts';
import { addSecurityText } from './routes/security-text.ts';
import { addSignInApi } from './routes/sign-in-api.ts';
import { addSignInPage } from './routes/sign-in-page.ts';
import type { Profile } from './services/profiles.ts';
import { textsPath } from './services/text-modules.ts';

/**
 * Creates the app: the order of the middleware, and the routes. It does everything but listen.
 * `clientDirectory` holds the built scripts and styles.
 */
export function createApp(dependencies: Dependencies, clientDirectory: string): Hono<AppEnv> {
  const { env, logger, site, brand, renderer } = dependencies;
  const app = new Hono<AppEnv>({ strict: false });

  app.use((c, next) => {
    // First, because the answer to an error needs them.
    c.set('languages', site.languages);
    return next();
  });
  app.use(closeUnreadBody());
  app.use(requestLog(logger, dependencies.telemetry));
  app.use(clientAddress(env.trustProxy, env.publicOrigin));
  app.use(auditContext());
  app.use(
    securityHeaders({
      isDevelopment: dependencies.isDevelopment,
      hstsSubdomains: env.hstsSubdomains,
      styleSources: [renderer.styleSource, brand.styleSource].filter((source) => source !== null),
    }),
  );
  if (dependencies.demo) app.use(requireLoopbackHost());

  addHealth(app, dependencies);
  addCspReports(app, dependencies);
  addSecurityText(app, dependencies);
  app.use('/validators/*', compress());
  app.use(`${textsPath}*`, compress());
  addAssets(app, dependencies, clientDirectory);
  app.use(openApiPath, compress());
  addOpenApi(app);

  app.use(async (c, next) => {
    c.set('signsInElsewhere', !dependencies.hasCodes);
    await next();
  });
  app.use(shedLoad(dependencies));
  if (env.backend) app.use(relayBackendCookies(env.backend.cookies));
  app.use(loadProfile(dependencies));
  if (env.backend) app.use(rememberLanguage());
  app.use(requireSameOrigin(env.publicOrigin, (c) => sendError(c, dependencies, 403, 'api.foreign')));
  app.use(
    limitBodies({
      ...env,
      mayHoldFiles,
      refuse: (c, status) =>
        sendError(c, dependencies, status, status === 413 ? 'api.tooLarge' : 'api.tooManyUploads'),
    }),
  );

  // Small answers of the API are not worth compressing; built files are compressed already.
  app.use(apiPaths.update.slice(0, -1), keepStrongETag, compress());
  const limitedPaths = [apiPaths.login, apiPaths.verify, `${pagePaths.signIn}/`];
  for (const path of limitedPaths) app.use(path.slice(0, -1), rateLimitHeaders());
  addCustomerApi(app, dependencies);
  if (dependencies.hasCodes) addSignInApi(app, dependencies);
  if (env.backend) refuseFiles(app, dependencies);
  else addFiles(app, dependencies);
  app.use(compress());
  addProfilePage(app, dependencies);
  if (dependencies.hasCodes) addSignInPage(app, dependencies);
  else addBackendSignIn(app, dependencies);
  if (dependencies.oidc) addOidcSignIn(app, dependencies, dependencies.oidc);
  addPageActions(app, dependencies);
  addEditPage(app, dependencies);
  if (dependencies.playground) addPlayground(app, dependencies, dependencies.playground);

  app.notFound((c) => sendError(c, dependencies, 404, 'api.notFound'));
  app.onError((error, c) => {
    // Opening the profile may be what failed.
    c.set('language', c.get('language') ?? getVisitorLanguage(c) ?? site.defaultLanguage);
    c.set('profile', c.get('profile') ?? null);
    return handleError(c, dependencies, error);
  });
  return app;
}

/** Returns whether a customer's request may hold files: an upload, or a form with file fields. */
async function mayHoldFiles(c: AppContext, profile: Profile): Promise<boolean> {
  if (c.req.method !== 'POST' || getMediaType(c.req.header('content-type')) !== 'multipart/form-data') {
    return false;
  }
  const path = trimSlashes(c.req.path);
  if (path === filesPath) return true;
  return (
    findEditedSection(path) !== undefined && (await profile.getForm(c.get('language'))).form.mayHaveFiles
  );
}

/** `compress` makes an ETag weak. Ours names a version of the profile, not bytes, so it stays strong. */
async function keepStrongETag(c: AppContext, next: () => Promise<void>): Promise<void> {
  await next();
  const etag = c.res.headers.get('etag');
  if (etag?.startsWith('W/')) c.res.headers.set('etag', etag.slice(2));
}

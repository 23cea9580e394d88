import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { StatusCode } from 'hono/utils/http-status';
import { filesPath, isFilesPath } from 'schema-form/server';
import { apiPaths } from '../shared/customer-api.ts';
import { pagePaths, trimSlashes } from '../shared/page.ts';
import type { AppContext, AppEnv, Dependencies } from './app-env.ts';
import { getMediaType } from './domain/media-type.ts';
import { BodyError, limitBodies } from './middleware/body-limits.ts';
import { clientAddress } from './middleware/client-address.ts';
import { requireLoopbackHost } from './middleware/loopback-host.ts';
import { requestLog } from './middleware/request-log.ts';
import { requireSameOrigin } from './middleware/same-origin.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { getVisitorLanguage, loadSession } from './middleware/session.ts';
import { closeUnreadBody } from './middleware/unread-body.ts';
import { addAssets } from './routes/assets.ts';
import { addCustomerApi, apiError } from './routes/customer-api.ts';
import { addEditPage } from './routes/edit-page.ts';
import { addFiles } from './routes/files.ts';
import { addHealth } from './routes/health.ts';
import { addPages } from './routes/pages.ts';
import { addPlayground } from './routes/playground.ts';
import { sendFailure } from './routes/send-page.ts';
import { addSignInApi } from './routes/sign-in-api.ts';
import { SandboxError } from './sandbox/sandbox.ts';
import { DatabaseBusyError } from './store/store.ts';

/** The whole program but for listening: everything it works with is given to it. */
export function createApp(dependencies: Dependencies, clientDirectory: string): Hono<AppEnv> {
  const { env, logger, texts, sessions } = dependencies;
  const app = new Hono<AppEnv>({ strict: false });

  /** An error as the one who asked can read it: JSON for the API, else a page. */
  const fail = (c: AppContext, status: 403 | 404 | 408 | 413 | 429 | 500 | 503, text: FailureText) => {
    // Part of the contract, even where the body was read to its end.
    if (status === 413) c.header('connection', 'close');
    return /^\/(api|playground)\//.test(c.req.path) || isFilesPath(c.req.path)
      ? apiError(c, status, texts[c.get('language')].app(text))
      : sendFailure(c, dependencies, status);
  };

  app.use(closeUnreadBody());
  app.use(requestLog(logger));
  app.use(clientAddress(env.trustProxy, env.publicOrigin));
  app.use(securityHeaders(dependencies.isDevelopment));
  if (dependencies.demo) app.use(requireLoopbackHost());

  addHealth(app, dependencies);
  app.use('/validators/*', compress());
  addAssets(app, dependencies, clientDirectory);

  app.use(loadSession(sessions, env.defaultLanguage));
  app.use(requireSameOrigin(env.publicOrigin, (c) => fail(c, 403, 'api.foreign')));
  app.use(
    limitBodies({
      ...env,
      mayHoldFiles: (c) => mayHoldFiles(c, dependencies),
      refuse: (c, status) => fail(c, status, status === 413 ? 'api.tooLarge' : 'api.tooManyUploads'),
    }),
  );

  // Small answers of the API are not worth it; built files are compressed already.
  app.use(apiPaths.update.slice(0, -1), keepStrongETag, compress());
  addCustomerApi(app, dependencies);
  addSignInApi(app, dependencies);
  addFiles(app, dependencies);
  app.use(compress());
  addPages(app, dependencies);
  addEditPage(app, dependencies);
  if (dependencies.playground) addPlayground(app, dependencies, dependencies.playground);

  app.notFound((c) => fail(c, 404, 'api.notFound'));
  app.onError(async (error, c) => {
    // If loading the session failed, neither the language nor the customer is set.
    c.set('language', c.get('language') ?? getVisitorLanguage(c) ?? env.defaultLanguage);
    c.set('customer', c.get('customer') ?? null);
    // Nobody is there any more to read an answer; the status is for the log.
    if (error instanceof BodyError && error.status === 499) return c.body(null, error.status as StatusCode);
    const [status, text] = toFailure(error);
    if (status === 503) c.header('retry-after', String(retryAfter));
    try {
      return await fail(c, status, text);
    } catch {
      // The page itself is what fails.
      return c.text(texts[c.get('language')].app(text), status);
    }
  });
  return app;
}

type FailureText =
  | 'api.foreign'
  | 'api.tooLarge'
  | 'api.tooSlow'
  | 'api.tooManyUploads'
  | 'api.notFound'
  | 'api.failure'
  | 'api.busy';

/** `Retry-After` in seconds when the database or the sandbox is busy. */
const retryAfter = 5;

function toFailure(error: unknown): [status: 408 | 413 | 500 | 503, text: FailureText] {
  if (error instanceof BodyError) return error.status === 408 ? [408, 'api.tooSlow'] : [413, 'api.tooLarge'];
  const isBusy = error instanceof DatabaseBusyError || error instanceof SandboxError;
  return isBusy ? [503, 'api.busy'] : [500, 'api.failure'];
}

/** Whether a customer's request may hold files. */
function mayHoldFiles(c: AppContext, { profileForms }: Dependencies): boolean {
  if (c.req.method !== 'POST' || getMediaType(c.req.header('content-type')) !== 'multipart/form-data')
    return false;
  const path = trimSlashes(c.req.path);
  return path === filesPath || (path === pagePaths.edit && profileForms.get(c.get('language')).mayHaveFiles);
}

/** `compress` makes an ETag weak; ours names a version of the profile, not bytes, and stays as it is. */
async function keepStrongETag(c: AppContext, next: () => Promise<void>): Promise<void> {
  await next();
  const etag = c.res.headers.get('etag');
  if (etag?.startsWith('W/')) c.res.headers.set('etag', etag.slice(2));
}

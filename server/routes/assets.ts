import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import type { AppContext, AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { apiError } from '../http/errors.ts';
import { validatorsPath } from '../services/profile-forms.ts';

const immutable = 'public, max-age=31536000, immutable';

/** Adds the files whose names are hashes of their content: built scripts and styles, and the validators. */
export function addAssets(
  app: Hono<AppEnv>,
  { profileForms, playground }: Pick<Dependencies, 'profileForms' | 'playground'>,
  clientDirectory: string,
): void {
  addFolder(app, '/assets/*', clientDirectory, immutable);
  addFolder(app, '/icon.svg', clientDirectory, 'public, max-age=86400');
  const validators = `${validatorsPath}:file{[\\w-]+\\.js}`;
  app.get(validators, (c) => {
    const hash = c.req.param('file').slice(0, -'.js'.length);
    const source = profileForms.findValidator(hash) ?? playground?.findValidator(hash) ?? null;
    if (source === null) return apiError(c, 404, 'No form of today has this validator');
    c.header('cache-control', immutable);
    c.header('content-type', 'text/javascript; charset=utf-8');
    return c.body(source);
  });
  app.all(validators, refuseMethod);
}

/** Adds files of the build with their `Cache-Control`. */
function addFolder(app: Hono<AppEnv>, path: string, root: string, cacheControl: string): void {
  app.get(
    path,
    // serveStatic calls `onFound` after it has made its answer, which is too late for a header. So the
    // header is set before, and replaced when there is no such file.
    async (c, next) => {
      c.header('cache-control', cacheControl);
      await next();
    },
    serveStatic({
      root,
      precompressed: true,
      onNotFound: (_, c) => c.header('cache-control', 'no-store'),
    }),
  );
  app.all(path, (c, next) => (/^(GET|HEAD)$/.test(c.req.method) ? next() : refuseMethod(c)));
}

/** Answers before the language is known. */
function refuseMethod(c: AppContext): Response {
  c.header('allow', 'GET, HEAD');
  return apiError(c, 405, 'Method not allowed');
}

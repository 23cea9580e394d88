import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import type { AppContext, AppEnv, Dependencies } from '../app-env.ts';
import { validatorsPath } from '../services/profile-forms.ts';
import { apiError } from './customer-api.ts';

const forEver = 'public, max-age=31536000, immutable';

/** Files whose names are hashes of what is in them: the built scripts and styles, and the validators. */
export function addAssets(
  app: Hono<AppEnv>,
  { profileForms, playground }: Dependencies,
  clientDirectory: string,
): void {
  addFiles(app, '/assets/*', clientDirectory, forEver);
  addFiles(app, '/icon.svg', clientDirectory, 'public, max-age=86400');
  const validators = `${validatorsPath}:file{[\\w-]+\\.js}`;
  app.get(validators, (c) => {
    const hash = c.req.param('file').slice(0, -'.js'.length);
    const source = profileForms.findValidator(hash) ?? playground?.findValidator(hash) ?? null;
    if (source === null) return apiError(c, 404, 'No form of today has this validator');
    c.header('cache-control', forEver);
    c.header('content-type', 'text/javascript; charset=utf-8');
    return c.body(source);
  });
  app.all(validators, refuseMethod);
}

/** Files of the build, and for how long browsers keep them. */
function addFiles(app: Hono<AppEnv>, path: string, root: string, cacheControl: string): void {
  app.get(
    path,
    // Set before and taken back: serveStatic has made its answer when it calls `onFound`.
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

function refuseMethod(c: AppContext): Response {
  c.header('allow', 'GET, HEAD');
  return apiError(c, 405, 'Method not allowed');
}
